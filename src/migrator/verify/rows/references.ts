import { quoteColumn, quoteName } from '../../model/quote.ts';
import type { Dialect, ForeignKey } from '../../model/schema.ts';
import type { Execute } from '../../run/execute.ts';

/** Keys of one table as SQL literals, in the order of the columns asked for. */
export type Keys = readonly (readonly string[])[];

/** As many rows of another table as anyone refers to. */
const ENOUGH = 200;

/** SQL: a value of a column as an SQL literal that means the same value. */
export function asLiteral(dialect: Dialect, column: string): string {
  return dialect === 'sqlite'
    ? `quote(${quoteColumn(column)})`
    : `quote_nullable(${quoteColumn(column)}::text)`;
}

/** The keys to which a foreign key may refer, in their order. */
export async function readKeys(execute: Execute, dialect: Dialect, key: ForeignKey): Promise<Keys> {
  const columns = key.referencedColumns;
  if (columns.length === 0) {
    return [];
  }
  const list = columns.map((column, index) => `${asLiteral(dialect, column)} as "k${index}"`).join(', ');
  const notNull = columns.map((column) => `${quoteColumn(column)} is not null`).join(' and ');
  const order = columns.map(quoteColumn).join(', ');
  const rows = await execute(
    `select ${list} from ${quoteName(key.referencedTable)} where ${notNull} order by ${order} limit ${ENOUGH}`,
  );
  return rows.map((row) => columns.map((_, index) => String(row[`k${index}`])));
}
