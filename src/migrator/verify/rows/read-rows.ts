import { quoteColumn, quoteName } from '../../model/quote.ts';
import type { Dialect, Schema, Table } from '../../model/schema.ts';
import type { Execute } from '../../run/execute.ts';

/** All rows of a table, with every value as the database prints it. */
export interface TableRows {
  table: string;
  columns: readonly string[];
  /** The columns of the primary key; empty where there is none. */
  key: readonly string[];
  /**
   * A value is null, or a text that loses nothing: PostgreSQL's cast to text, SQLite's literal, in which `'1'` and `1`
   * and `1.0` differ. Sorted by the key, else by all columns, in the order of code units.
   */
  rows: readonly (readonly (string | null)[])[];
}

/**
 * Reads all rows of all tables.
 *
 * @param execute Runs on one session: PostgreSQL prints moments in its time zone.
 */
export async function readRows(execute: Execute, dialect: Dialect, schema: Schema): Promise<TableRows[]> {
  const all: TableRows[] = [];
  for (const table of schema.tables) {
    all.push(await readTable(execute, dialect, table));
  }
  return all;
}

async function readTable(execute: Execute, dialect: Dialect, table: Table): Promise<TableRows> {
  const columns = table.columns.map(({ name }) => name);
  const key = table.primaryKey?.columns ?? [];
  const list = columns.map((column, index) => `${printed(dialect, column)} as "c${index}"`).join(', ');
  const result = columns.length === 0 ? [] : await execute(`select ${list} from ${quoteName(table.name)}`);
  const rows = result.map((row) =>
    columns.map((_, index) => {
      const value = row[`c${index}`];
      return value === null || value === undefined ? null : String(value);
    }),
  );
  const by = (key.length > 0 ? key : columns).map((column) => columns.indexOf(column));
  const sorted = rows
    .map((row) => ({ row, at: JSON.stringify(by.map((index) => row[index])) }))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return { table: table.name, columns, key, rows: sorted.map(({ row }) => row) };
}

function printed(dialect: Dialect, column: string): string {
  const name = quoteColumn(column);
  return dialect === 'sqlite' ? `case when ${name} is not null then quote(${name}) end` : `${name}::text`;
}
