import { tokenizePostgresql } from '../../dialects/postgresql/sql/tokens.ts';
import { withoutParentheses } from '../../model/parentheses.ts';
import { quoteColumn } from '../../model/quote.ts';
import type { Check, Column } from '../../model/schema.ts';
import { forPostgresql } from './postgresql-words.ts';

/** What a check on SQLite says of one column, when it says no more than a type of PostgreSQL can. */
export type TypeRule =
  | { column: string; kind: 'length'; length: number }
  | { column: string; kind: 'items'; items: string[] };

/** Reads `length("title") <= 200` and `"state" in ('a', 'b')`, each also behind `"title" is null or`. */
export function readTypeRule({ expression }: Check, columns: readonly Column[]): TypeRule | undefined {
  const text = forPostgresql(expression, columns);
  for (const { name: column } of columns) {
    const rule = withoutNullCase(text, column);
    const limit = between(rule, `length ( ${quoteColumn(column)} ) <= `, '');
    if (limit !== undefined && /^\d+$/.test(limit)) {
      return { column, kind: 'length', length: Number(limit) };
    }
    const list = between(rule, `${quoteColumn(column)} in (`, ')');
    const items = list === undefined ? [] : tokenizePostgresql(list).filter(({ value }) => value !== ',');
    if (items.length > 0 && items.every(({ kind }) => kind === 'string' || kind === 'number')) {
      return { column, kind: 'items', items: items.map(({ value }) => value) };
    }
  }
  return undefined;
}

/**
 * A check is satisfied by null anyway: `"a" is null or …` says the same as the rest.
 *
 * @param text As `forPostgresql` writes it.
 */
export function withoutNullCase(text: string, column: string): string {
  const plain = withoutParentheses(text);
  const rest = between(plain, `${quoteColumn(column)} is null or `, '');
  return rest === undefined ? plain : withoutParentheses(rest);
}

/** What stands between the two in `text`, keywords in any case. */
function between(text: string, start: string, end: string): string | undefined {
  const lower = text.toLowerCase();
  return lower.startsWith(start.toLowerCase()) && lower.endsWith(end)
    ? text.slice(start.length, text.length - end.length)
    : undefined;
}
