import { isDeepStrictEqual } from 'node:util';
import { quoteColumn, quoteName } from '../model/quote.ts';
import type { Dialect, Schema, Table } from '../model/schema.ts';
import type { Execute } from '../run/execute.ts';
import { readRows } from './rows/index.ts';
import type { Rows } from './same-rows.ts';

/** Both databases take a query of so many parts. */
const PARTS = 100;

/**
 * Reads the rows of a database. Most migrations change one table of many: those that are as they were at `earlier` are
 * told by a print of their rows, many of them by one query, and are not read again.
 */
export async function readChanged(
  execute: Execute,
  dialect: Dialect,
  schema: Schema,
  earlier: Rows | undefined,
): Promise<Rows> {
  const prints = await readPrints(execute, dialect, schema.tables);
  const kept = new Map(
    (earlier?.tables ?? []).flatMap((rows) => {
      const [was, is] = [earlier?.schema, schema].map((one) =>
        one?.tables.find(({ name }) => name === rows.table),
      );
      const isSame = isDeepStrictEqual(was, is) && prints.get(rows.table) === earlier?.prints.get(rows.table);
      return isSame ? [[rows.table, rows] as const] : [];
    }),
  );
  const changed = schema.tables.filter(({ name }) => !kept.has(name));
  const read = await readRows(execute, dialect, { ...schema, tables: changed });
  const all = new Map([...kept, ...read.map((rows) => [rows.table, rows] as const)]);
  return {
    schema,
    prints,
    tables: schema.tables.flatMap(({ name }) => all.get(name) ?? []),
  };
}

async function readPrints(
  execute: Execute,
  dialect: Dialect,
  tables: readonly Table[],
): Promise<Map<string, string>> {
  const prints = new Map<string, string>();
  for (let first = 0; first < tables.length; first += PARTS) {
    const parts = tables
      .slice(first, first + PARTS)
      .map((table, index) => `select ${first + index} as "table", (${PRINT[dialect](table)}) as "print"`);
    for (const row of await execute(parts.join(' union all '))) {
      prints.set(tables[Number(row.table)]?.name ?? '', String(row.print ?? ''));
    }
  }
  return prints;
}

const PRINT: Record<Dialect, (table: Table) => string> = {
  // SQLite hashes nothing, and need not send anything.
  sqlite: ({ name, columns }) => {
    const values = columns.map((column) => `quote(${quoteColumn(column.name)})`).join(` || ',' || `);
    return `select group_concat(${values || 'null'}, ';') from ${quoteName(name)}`;
  },
  postgresql: ({ name }) =>
    `select md5(string_agg("rows_of_table"::text, ';')) from ${quoteName(name)} as "rows_of_table"`,
};
