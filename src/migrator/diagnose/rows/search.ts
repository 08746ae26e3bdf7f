import type { TableName } from '../demand.ts';
import { correlationName, tableSql } from '../demand.ts';
import type { Probe } from '../probe.ts';

/** Rows to look for. */
export interface Search {
  table: TableName;
  /** What to show of each, as SQL. */
  show: readonly string[];
  condition: string;
  /** What stands after `from` where it is not just the table: gets the key, gives a table expression. */
  from?: (key: readonly string[]) => string;
  /** What to sort by before the key. */
  orderBy?: readonly string[];
}

/** The rows that were found. */
export interface Found {
  count: number;
  /** The key of the first: `"id" = 7`. */
  key: string;
  /** The literals of what was to be shown of it. */
  values: string[];
  /** A query that finds all of them. */
  query: string;
}

/** Longest piece of a value that a message quotes. */
const SAMPLE_LENGTH = 60;

/** Looks for rows; undefined where there are none, or where the database cannot answer. */
export async function searchRows(probe: Probe, search: Search): Promise<Found | undefined> {
  const key = await probe.keyOf(search.table);
  const from = search.from?.(key) ?? tableSql(search.table);
  const where = `from ${from} where ${search.condition}`;
  const counted = await probe.ask(`select count(*) as "count" ${where}`);
  const count = Number(counted?.[0]?.count ?? 0);
  if (count === 0) {
    return undefined;
  }
  const shown = [...key, ...search.show.filter((sql) => !key.includes(sql))];
  const order = [...new Set([...(search.orderBy ?? []), ...key])].join(', ');
  const literals = [...key, ...search.show].map((sql, index) => `${probe.literal(sql)} as "value${index}"`);
  const sample = await probe.ask(`select ${literals.join(', ')} ${where} order by ${order} limit 1`);
  const values = Object.values(sample?.[0] ?? {}).map(shorten);
  return {
    count,
    key: key.map((column, index) => `${column} = ${values[index]}`).join(' and '),
    values: values.slice(key.length),
    query: `select ${shown.join(', ')} ${where} order by ${order};`,
  };
}

/**
 * A table expression with the rows of `table` and, as `rows_alike`, how many rows share the values of `parts`.
 * A window rather than a group, so that the rows themselves come out.
 */
export function withRowsAlike(
  table: TableName,
  parts: readonly string[],
  where: string,
  key: readonly string[],
): string {
  const name = correlationName(table);
  const hidden = key.filter((column) => !column.startsWith('"')).map((column) => `${column}, `);
  const copies = `count(*) over (partition by ${parts.join(', ')}) as "rows_alike"`;
  return `(select ${hidden.join('')}${name}.*, ${copies} from ${tableSql(table)} where ${where}) as ${name}`;
}

function shorten(value: unknown): string {
  const text = String(value);
  return text.length > SAMPLE_LENGTH ? `${text.slice(0, SAMPLE_LENGTH)}…` : text;
}
