import { afterEach } from '@jest/globals';
import { MikroORM } from '@mikro-orm/sqlite';
import { introspectSqlite } from '../../../../src/migrator/dialects/sqlite/introspect/index.ts';
import { rebuildTable } from '../../../../src/migrator/dialects/sqlite/rebuild/index.ts';
import type { Schema } from '../../../../src/migrator/model/schema.ts';
import type { Row } from '../../../../src/migrator/run/execute.ts';

/** A real SQLite database behind MikroORM's connection, as a migration finds it. */
export interface LiveDatabase {
  /** Runs statements one after the other; gives the rows of the last. */
  run(...statements: string[]): Promise<Row[]>;
  /** Rebuilds a table in a transaction of its own, the way the runner does. */
  rebuild(table: string, ...changes: string[]): Promise<void>;
  /** Rebuilds a table in a transaction that is committed whatever comes of it: an error must have left nothing. */
  rebuildOnly(table: string, ...changes: string[]): Promise<void>;
  /** Rebuilds a table in the transaction that is open. */
  rebuildInside(table: string, ...changes: string[]): Promise<void>;
  /** The text of everything in the schema, by type and name. */
  schema(): Promise<Record<string, string>>;
  introspect(): Promise<Schema>;
  /** Everything: the schema, and the rows of every table with their rowids where they have one. */
  dump(): Promise<unknown>;
}

const opened: MikroORM[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((orm) => orm.close(true)));
});

/** Opens an empty database, in memory unless a file is given, and runs statements. */
export async function createLiveDatabase(...statements: string[]): Promise<LiveDatabase> {
  return openLiveDatabase(':memory:', ...statements);
}

/** Opens a database file and runs statements. */
export async function openLiveDatabase(file: string, ...statements: string[]): Promise<LiveDatabase> {
  const orm = new MikroORM({ dbName: file, entities: [], discovery: { warnWhenNoEntities: false } });
  opened.push(orm);
  await orm.connect();
  const execute = (sql: string): Promise<Row[]> => orm.em.getConnection().execute(sql);
  const run = async (...all: string[]) => {
    let rows: Row[] = [];
    for (const sql of all) {
      rows = await execute(sql);
    }
    return rows;
  };
  await run(...statements);
  return {
    run,
    rebuild: (table, ...changes) => runAsMigration(run, () => rebuildTable(execute, table, changes)),
    rebuildOnly: async (table, ...changes) => {
      await run('pragma foreign_keys = off', 'begin');
      try {
        await rebuildTable(execute, table, changes);
      } finally {
        await run('commit', 'pragma foreign_keys = on');
      }
    },
    rebuildInside: (table, ...changes) => rebuildTable(execute, table, changes),
    introspect: () => introspectSqlite(execute),
    schema: async () => {
      const rows = await run(
        'select "type", "name", "sql" from sqlite_schema where "sql" is not null order by "type", "name"',
      );
      return Object.fromEntries(rows.map(({ type, name, sql }) => [`${type} ${name}`, String(sql)]));
    },
    dump: async () => {
      const objects = await run('select "type", "name", "tbl_name", "sql" from sqlite_schema order by 1, 2');
      const tables = objects.filter(({ type }) => type === 'table');
      const rows: Record<string, Row[]> = {};
      for (const { name } of tables) {
        rows[String(name)] = await run(`select * from "${String(name).replaceAll('"', '""')}"`);
      }
      return { objects, rows };
    },
  };
}

async function runAsMigration(run: LiveDatabase['run'], body: () => Promise<void>): Promise<void> {
  await run('pragma foreign_keys = off', 'begin');
  try {
    await body();
    const violations = await run('pragma foreign_key_check');
    if (violations.length > 0) {
      throw new Error(`foreign keys are violated: ${JSON.stringify(violations)}`);
    }
    await run('commit');
  } catch (error) {
    await run('rollback');
    throw error;
  } finally {
    await run('pragma foreign_keys = on');
  }
}
