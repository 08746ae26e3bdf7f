import { type Token, tokenizePostgresql } from '../../dialects/postgresql/sql/tokens.ts';
import { isEqual } from '../../model/equal.ts';
import type { Column } from '../../model/schema.ts';
import { canonicalType } from './canonical-type.ts';

/** What can be told of an expression without understanding it. */
interface Gist {
  columns: string[];
  literals: string[];
}

/**
 * Whether two expressions on the same columns, both as PostgreSQL would read their tokens, speak of the same columns
 * and values. It is the last resort, where PostgreSQL does not understand what is said on SQLite.
 *
 * @param columns Those of the PostgreSQL table.
 */
export function haveSameGist(sqlite: string, postgresql: string, columns: readonly Column[]): boolean {
  return isEqual(gistOf(sqlite, columns), gistOf(postgresql, columns));
}

function gistOf(sql: string, columns: readonly Column[]): Gist {
  const tokens = withoutCasts(tokenizePostgresql(sql));
  const used = columns.filter(({ name }) =>
    tokens.some(({ kind, value }) => (kind === 'word' || kind === 'quoted') && value === name),
  );
  const hasBooleans = used.some(({ type }) => canonicalType(type, 'postgresql') === 'boolean');
  const literals = tokens.flatMap((token, index) => literalOf(token, tokens[index - 1]));
  return {
    columns: used.map(({ name }) => name).sort(),
    // `is_done = 0` on SQLite is `not is_done` on PostgreSQL.
    literals: [...new Set(literals)].filter((text) => !(hasBooleans && /^[01]$/.test(text))).sort(),
  };
}

/** Without `::character varying(20)[]`, in which numbers are no values. */
function withoutCasts(tokens: readonly Token[]): Token[] {
  const kept: Token[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (token?.text !== '::') {
      kept.push(...(token === undefined ? [] : [token]));
      continue;
    }
    while (['word', 'quoted'].includes(tokens[at + 1]?.kind ?? '') || tokens[at + 1]?.text === '.') {
      at++;
    }
    if (tokens[at + 1]?.text === '(' && tokens[at + 2]?.kind === 'number') {
      at = tokens.findIndex(({ text }, index) => index > at && text === ')');
    }
    while (['[', ']'].includes(tokens[at + 1]?.text ?? '')) {
      at++;
    }
  }
  return kept;
}

/** A value in one writing for both databases: a moment in milliseconds, a boolean as 0 or 1, a path without `$.`. */
function literalOf({ kind, value }: Token, before: Token | undefined): string[] {
  const sign = before?.text === '-' ? '-' : '';
  if (kind === 'number') {
    return [String(Number(sign + value.replaceAll('_', '')))];
  }
  if (kind === 'word') {
    return value === 'true' ? ['1'] : value === 'false' ? ['0'] : [];
  }
  if (kind !== 'string') {
    return [];
  }
  if (/^-?\d+(\.\d+)?$/.test(value)) {
    return [String(Number(value))];
  }
  if (/^[[{]/.test(value)) {
    return [jsonText(value)];
  }
  const isMoment = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d/.test(value);
  const time = isMoment ? Date.parse(value.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')) : Number.NaN;
  return [Number.isNaN(time) ? value.replace(/^\$\.?/, '') : String(time)];
}

/** JSON without the blanks that PostgreSQL puts into it, in its order of keys. */
function jsonText(value: string): string {
  try {
    return JSON.stringify(JSON.parse(value), (_key, part) =>
      part !== null && typeof part === 'object' && !Array.isArray(part)
        ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
        : part,
    );
  } catch {
    return value;
  }
}
