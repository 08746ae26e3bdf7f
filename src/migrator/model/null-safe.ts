import { mentions } from './identifiers.ts';
import { quoteColumn } from './quote.ts';
import type { Column } from './schema.ts';

/**
 * The rule `expression` on one column, saying that null is fine where it is. A check is satisfied by null anyway, but
 * SQLite 3.53's `alter table add constraint` refuses rows for which an expression is null.
 */
export function nullSafe(column: { name: string; nullable?: boolean }, expression: string): string {
  return column.nullable ? `${quoteColumn(column.name)} is null or ${expression}` : expression;
}

/** Whether a check on the columns of a table could be null for one of its rows. */
export function mayBeNull(expression: string, columns: readonly Column[]): boolean {
  const nullable = columns.filter((column) => column.nullable && mentions(expression, column.name));
  const [first, ...others] = nullable;
  return first !== undefined && (others.length > 0 || !expression.startsWith(nullSafe(first, '')));
}
