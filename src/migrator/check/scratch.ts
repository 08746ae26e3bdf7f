import type { AbstractSqlDriver } from '@mikro-orm/sql';
import { introspectExpected } from '../dialects/postgresql/introspect/expected.ts';
import { introspectPostgresql } from '../dialects/postgresql/introspect/index.ts';
import { withScratchDatabase } from '../dialects/postgresql/scratch-database.ts';
import { planSqlite } from '../dialects/sqlite/ddl/index.ts';
import { introspectSqlite } from '../dialects/sqlite/introspect/index.ts';
import { compareSchemas } from '../diff/compare-schemas.ts';
import { dialectOf } from '../model/dialect-of.ts';
import { openOffline } from '../model/offline-orm.ts';
import type { Dialect, Schema } from '../model/schema.ts';
import { emptySchema } from '../model/snapshot.ts';
import type { Project } from '../project.ts';
import type { Execute } from '../run/execute.ts';
import { openOwnDriver } from '../run/own-driver.ts';
import { inOneWriting } from './sqlite-words.ts';

/**
 * Runs `body` on an empty database: in memory on SQLite, beside the application's own on PostgreSQL.
 *
 * @throws The server's error, where the role may not create a database (SQLSTATE 42501).
 */
export async function withEmptyDatabase<T>(
  { em, driver }: Project,
  dialect: Dialect,
  body: (driver: AbstractSqlDriver) => Promise<T>,
): Promise<T> {
  if (dialect === 'postgresql') {
    return withScratchDatabase(driver, body);
  }
  // The application's own driver where it can be: it may bring SQL functions that the migrations use.
  const memory =
    dialectOf(driver.getPlatform()) === 'sqlite'
      ? openOwnDriver(driver, { dbName: ':memory:' })
      : (await openOffline(em, 'sqlite')).getDriver();
  try {
    return await body(memory);
  } finally {
    await memory.close(true);
  }
}

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

/** Reads the live schema of a database. */
export function readLive(driver: AbstractSqlDriver, model: Schema): Promise<Schema> {
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

async function namespaces(execute: Execute, { namespaces: others }: Schema) {
  const rows = await execute('select current_schema() as "name"');
  return { default: String(rows[0]?.name ?? 'public'), others };
}
