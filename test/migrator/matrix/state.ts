import type { Dialect } from '../../../src/migrator/model/schema.ts';
import { postgresCatalog } from './catalog-postgresql.ts';
import { sqliteCatalog } from './catalog-sqlite.ts';
import type { Connection, StoredRows } from './connection.ts';
import { sequences } from './decorations.ts';

/** Everything that a migration may not change unasked. */
export interface State {
  rows: StoredRows;
  catalog: string[];
  /** The key sequence of each table. */
  sequences: Record<string, string>;
}

export function catalogOf(connection: Connection): Promise<string[]> {
  return connection.dialect === 'sqlite' ? sqliteCatalog(connection) : postgresCatalog(connection);
}

export async function readState(connection: Connection): Promise<State> {
  return {
    rows: await connection.rows(),
    catalog: await catalogOf(connection),
    sequences: await sequences(connection, connection.dialect),
  };
}

/** Lines that one catalog has and the other has not. */
export function diffCatalogs(actual: readonly string[], expected: readonly string[]): string[] {
  const surplus = actual.filter((line) => !expected.includes(line)).map((line) => `+ ${line}`);
  const missing = expected.filter((line) => !actual.includes(line)).map((line) => `- ${line}`);
  const doubled = actual.length !== expected.length && surplus.length + missing.length === 0;
  return doubled ? ['the same lines, but another number of them'] : [...missing, ...surplus];
}

/** Tables whose rows differ, with the first rows that do. `unknown` values are read as `<column>` where they match. */
export function diffRows(
  actual: StoredRows,
  expected: StoredRows,
  unknown: Readonly<Record<string, RegExp>> = {},
): string[] {
  const differences: string[] = [];
  for (const table of new Set([...Object.keys(actual), ...Object.keys(expected)])) {
    const seen = actual[table]
      ?.map((row) => mask(table, row, unknown))
      .map(text)
      .sort();
    const wanted = expected[table]?.map(text).sort();
    if (seen === undefined || wanted === undefined) {
      if ((seen ?? wanted)?.length !== 0) {
        differences.push(`${table}: ${seen === undefined ? 'no such table' : 'unexpected table'}`);
      }
      continue;
    }
    const missing = wanted.filter((row) => !seen.includes(row));
    const surplus = seen.filter((row) => !wanted.includes(row));
    if (missing.length + surplus.length > 0 || seen.length !== wanted.length) {
      differences.push(
        `${table}: ${seen.length} rows of ${wanted.length}; wanted ${missing[0]}, got ${surplus[0]}`,
      );
    }
  }
  return differences;
}

function mask(
  table: string,
  row: Record<string, string | null>,
  unknown: Readonly<Record<string, RegExp>>,
): Record<string, string | null> {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) =>
      value !== null && unknown[`${table}.${column}`]?.test(value)
        ? [column, /^(?:text|integer):/.test(value) ? `text:<${column}>` : `<${column}>`]
        : [column, value],
    ),
  );
}

const text = (row: Record<string, string | null>) =>
  JSON.stringify(Object.fromEntries(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1))));

/** Whether the key of `table` comes from a sequence, by the catalog. */
export function hasSequence(catalog: readonly string[], table: string, dialect: Dialect): boolean {
  const pattern =
    dialect === 'sqlite'
      ? new RegExp(`^column ${table}\\.\\S+ autoincrement$`)
      : new RegExp(`owned by ${table}\\.`);
  return catalog.some((line) => pattern.test(line));
}
