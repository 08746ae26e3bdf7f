import type { AbstractSqlDriver } from '@mikro-orm/sql';
import { introspectExpected } from '../../dialects/postgresql/introspect/expected.ts';
import { introspectPostgresql } from '../../dialects/postgresql/introspect/index.ts';
import { planSqlite } from '../../dialects/sqlite/ddl/index.ts';
import { introspectSqlite } from '../../dialects/sqlite/introspect/index.ts';
import { compareSchemas } from '../../diff/compare-schemas.ts';
import type { Schema } from '../../model/schema.ts';
import { emptySchema } from '../../model/snapshot.ts';
import type { Execute } from '../../run/execute.ts';
import { inOneWriting } from './sqlite-words.ts';

/** Runs `body` in a transaction that leaves nothing. */
export async function inPassing<T>(
  driver: AbstractSqlDriver,
  body: (execute: Execute) => Promise<T>,
): Promise<T> {
  const connection = driver.getConnection();
  const transaction = await connection.begin();
  try {
    return await body((sql) => connection.execute(sql, [], 'all', transaction));
  } finally {
    await connection.rollback(transaction);
  }
}

/**
 * Reads the live schema of a database.
 *
 * @param model Its dialect, and the PostgreSQL schemas other than the default one to be read.
 */
export function readLive(
  driver: AbstractSqlDriver,
  model: Pick<Schema, 'dialect' | 'namespaces'>,
): Promise<Schema> {
  return inPassing(driver, async (execute) =>
    model.dialect === 'sqlite'
      ? inOneWriting(await introspectSqlite(execute))
      : introspectPostgresql(execute, await namespaces(execute, model)),
  );
}

/**
 * What `readLive` would read of a database made from `model` alone. The tables are made in passing.
 *
 * @param driver A database of the same system; on SQLite an empty one.
 */
export function readExpected(driver: AbstractSqlDriver, model: Schema): Promise<Schema> {
  return inPassing(driver, async (execute) => {
    if (model.dialect === 'postgresql') {
      return introspectExpected(execute, model, await namespaces(execute, model));
    }
    for (const step of planSqlite(compareSchemas(emptySchema('sqlite'), model))) {
      if (step.kind === 'sql') {
        await execute(step.sql);
      }
    }
    return inOneWriting(await introspectSqlite(execute));
  });
}

async function namespaces(execute: Execute, { namespaces: others }: Pick<Schema, 'namespaces'>) {
  const rows = await execute('select current_schema() as "name"');
  return { default: String(rows[0]?.name ?? 'public'), others };
}
