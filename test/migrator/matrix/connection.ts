import { DatabaseSync } from 'node:sqlite';
import { Client } from 'pg';
import type { DatabaseLocation } from '../../../src/config.ts';
import type { Dialect } from '../../../src/migrator/model/schema.ts';
import { canonical, Real, type Row, type Rows, resolve, type Value } from './values.ts';

/** Rows as canonical texts, sorted; by table. */
export type StoredRows = Record<string, Record<string, string | null>[]>;

/** A connection beside the migrator's own, so that what is compared was not read by what is tested. */
export interface Connection {
  dialect: Dialect;
  run(sql: string): Promise<void>;
  /** Every value as text. */
  query(sql: string): Promise<Record<string, string | null>[]>;
  insert(table: string, row: Row): Promise<void>;
  /** The rows of every table but the migrator's own. */
  rows(): Promise<StoredRows>;
  close(): Promise<void>;
}

/** Tables that belong to the migrator and not to the model. */
export const BOOKKEEPING = /^mikro_orm_migrations/;

/** Opens a connection to the database at `location`. */
export async function connect(location: DatabaseLocation): Promise<Connection> {
  return location.dialect === 'sqlite' ? connectSqlite(location.path) : connectPostgres(location.url);
}

/** What a database that holds `rows` reads as. */
export function stored(rows: Rows, dialect: Dialect): StoredRows {
  const result: StoredRows = {};
  for (const [table, list] of Object.entries(rows)) {
    result[table] = sortRows(
      list.map((row) =>
        Object.fromEntries(Object.entries(row).map(([name, value]) => [name, canonical(value, dialect)])),
      ),
    );
  }
  return result;
}

function sortRows(rows: Record<string, string | null>[]): Record<string, string | null>[] {
  const keyed = rows.map((row) =>
    Object.fromEntries(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1))),
  );
  const text = (row: Record<string, string | null>) => JSON.stringify(row);
  return keyed.sort((a, b) => (text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0));
}

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;

function connectSqlite(path: string): Connection {
  const database = new DatabaseSync(path);
  database.exec('pragma foreign_keys = on; pragma synchronous = off');
  const read = (sql: string) => {
    const statement = database.prepare(sql);
    statement.setReadBigInts(true);
    return statement.all() as Record<string, null | number | bigint | string | Uint8Array>[];
  };
  const storageClass = (value: null | number | bigint | string | Uint8Array): Value =>
    typeof value === 'number' ? new Real(value) : value;
  return {
    dialect: 'sqlite',
    run: async (sql) => database.exec(sql),
    query: async (sql) =>
      read(sql).map((row) =>
        Object.fromEntries(
          Object.entries(row).map(([name, value]) => [name, value === null ? null : String(value)]),
        ),
      ),
    async insert(table, row) {
      const columns = Object.keys(row);
      const values = Object.values(row).map((value) => {
        const plain = resolve(value, 'sqlite');
        return typeof plain === 'boolean' ? Number(plain) : plain instanceof Real ? plain.value : plain;
      });
      const places = columns.map(() => '?').join(', ');
      database
        .prepare(`insert into ${quote(table)} (${columns.map(quote).join(', ')}) values (${places})`)
        .run(...values);
    },
    async rows() {
      const tables = read(`select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`)
        .map(({ name }) => String(name))
        .filter((name) => !BOOKKEEPING.test(name));
      const result: StoredRows = {};
      for (const table of tables) {
        result[table] = sortRows(
          read(`select * from ${quote(table)}`).map((row) =>
            Object.fromEntries(
              Object.entries(row).map(([name, value]) => [name, canonical(storageClass(value), 'sqlite')]),
            ),
          ),
        );
      }
      return result;
    },
    close: async () => database.close(),
  };
}

async function connectPostgres(url: string): Promise<Connection> {
  const client = new Client({
    connectionString: url,
    options: '-c timezone=UTC -c client_min_messages=warning',
  });
  await client.connect();
  const text = async (sql: string) => {
    // Several statements in one text give a list of results: the rows are those of the last.
    const result: { rows: Record<string, string | null>[] } | { rows: Record<string, string | null>[] }[] =
      await client.query<Record<string, string | null>>({
        text: sql,
        types: { getTypeParser: () => (value: string) => value },
      });
    return (Array.isArray(result) ? result.at(-1) : result)?.rows ?? [];
  };
  return {
    dialect: 'postgresql',
    run: async (sql) => void (await client.query(sql)),
    query: text,
    async insert(table, row) {
      const columns = Object.keys(row);
      const values = Object.values(row).map((value) => {
        const plain = resolve(value, 'postgresql');
        return plain === null || plain instanceof Uint8Array ? plain : canonical(plain, 'postgresql');
      });
      const places = columns.map((_, index) => `$${index + 1}`).join(', ');
      await client.query(
        `insert into ${quote(table)} (${columns.map(quote).join(', ')}) overriding system value values (${places})`,
        values,
      );
    },
    async rows() {
      const tables = await text(
        `select tablename as name from pg_tables where schemaname = current_schema() order by 1`,
      );
      const result: StoredRows = {};
      for (const { name } of tables) {
        if (name !== null && name !== undefined && !BOOKKEEPING.test(name)) {
          result[name] = sortRows(await text(`select * from ${quote(name)}`));
        }
      }
      return result;
    },
    close: () => client.end(),
  };
}
