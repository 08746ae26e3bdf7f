import { tokenizePostgresql } from '../../dialects/postgresql/sql/tokens.ts';
import { withoutParentheses } from '../../model/parentheses.ts';
import { quoteString } from '../../model/quote.ts';
import type { SameType } from './canonical-type.ts';
import { haveSameGist } from './gist.ts';
import { forPostgresql } from './postgresql-words.ts';
import type { ColumnPair, TablePair } from './table-pair.ts';

/** What makes the current time: on SQLite as milliseconds, or as text that the application converts. */
const SQLITE_NOW =
  /\b(unixepoch|strftime|julianday|current_timestamp|current_date|(date)?time\s*\(\s*'now')|\bdate\s*\(\s*'now'/i;
const POSTGRESQL_NOW =
  /^(current_timestamp|current_date|localtimestamp|now\(\)|(transaction|statement|clock)_timestamp\(\))(\(\d\))?(::[a-z ]+(\(\d\))?)*$/i;

/** Whether a row that says nothing gets the same value on both databases. */
export async function isSameDefault(
  { postgresql: table, judge }: TablePair,
  { sqlite, postgresql }: ColumnPair,
  { values }: SameType,
): Promise<boolean> {
  const [left, right] = [given(sqlite.default), given(postgresql.default)];
  if (left === undefined || right === undefined) {
    return left === right;
  }
  const isMoment = values === 'moment' || values === 'date';
  if (isMoment && SQLITE_NOW.test(left)) {
    return POSTGRESQL_NOW.test(withoutParentheses(right));
  }
  const translated = translate(left, values, table.columns);
  if (withoutParentheses(translated) === withoutCast(right)) {
    return true;
  }
  if (judge === undefined) {
    return haveSameGist(translated, right, table.columns);
  }
  const [own, other] = [await judge.default(postgresql, translated), await judge.default(postgresql, right)];
  if (own === undefined || other === undefined) {
    // What PostgreSQL does not understand is a function of SQLite: it may stand for a function, and for no constant.
    return own === other || isCall(right);
  }
  if (own === other || isCall(right)) {
    return own === other;
  }
  const value = await judge.evaluate(postgresql, translated);
  return value !== undefined && value === (await judge.evaluate(postgresql, right));
}

/** `'Open'` of `'Open'::character varying`. */
function withoutCast(text: string): string {
  return /^('(?:[^']|'')*')::[\w ".()]+$/.exec(text)?.[1] ?? text;
}

/** `default null` is no default. */
function given(text: string | undefined): string | undefined {
  return text === undefined || /^null(::.*)?$/i.test(withoutParentheses(text)) ? undefined : text;
}

/** SQLite's default as PostgreSQL would say it. */
function translate(
  text: string,
  values: SameType['values'],
  columns: TablePair['postgresql']['columns'],
): string {
  const plain = withoutParentheses(text).trim();
  if (values === 'boolean' && /^[01]$/.test(plain)) {
    return plain === '1' ? 'true' : 'false';
  }
  if (values === 'moment' && /^-?\s*\d+$/.test(plain)) {
    return quoteString(new Date(Number(plain.replace(/\s/g, ''))).toISOString());
  }
  return `(${forPostgresql(plain, columns)})`;
}

/** Whether an expression calls a function. */
function isCall(sql: string): boolean {
  const tokens = tokenizePostgresql(sql);
  return tokens.some(
    ({ kind }, index) =>
      kind === 'word' && tokens[index + 1]?.text === '(' && tokens[index - 1]?.text !== '::',
  );
}
