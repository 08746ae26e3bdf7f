import { foldName, isSameName, unquoteIdentifier } from '../../dialects/sqlite/sql/identifier.ts';
import { type Token, tokenizeMeaning } from '../../dialects/sqlite/sql/tokenizer.ts';
import { quoteColumn } from '../../model/quote.ts';
import type { Column } from '../../model/schema.ts';

/**
 * An SQLite expression as PostgreSQL may take it: columns in double quotes and by their own name, SQLite's spellings of
 * operators and bytes in PostgreSQL's. Introspection leaves names without quotes, so that whatever is called like a
 * column, and is neither a function nor a type, is one. Text that cannot be read stays as it is.
 */
export function forPostgresql(sql: string, columns: readonly Column[]): string {
  let tokens: Token[];
  try {
    tokens = tokenizeMeaning(withOddNamesQuoted(sql, columns));
  } catch {
    return sql;
  }
  return tokens.map((token, index) => write(token, tokens[index - 1], tokens[index + 1], columns)).join(' ');
}

function write(
  token: Token,
  before: Token | undefined,
  after: Token | undefined,
  columns: readonly Column[],
): string {
  const { kind, text } = token;
  if (kind === 'quoted' || kind === 'word') {
    const name = unquoteIdentifier(text);
    const column = columns.find((candidate) => isSameName(candidate.name, name));
    const isOther = kind === 'word' && (after?.text === '(' || /^(as|collate)$/i.test(before?.text ?? ''));
    return column === undefined || isOther ? text : quoteColumn(column.name);
  }
  if (kind === 'number' && /^x'/i.test(text)) {
    return `'\\x${text.slice(2)}`;
  }
  return text === '==' ? '=' : text;
}

/** Names that are no single word, wherever they stand in no string. */
function withOddNamesQuoted(sql: string, columns: readonly Column[]): string {
  const odd = columns.map(({ name }) => name).filter((name) => !/^[\p{L}_][\p{L}\p{N}_$]*$/u.test(name));
  return odd.reduce(
    (text, name) =>
      text
        .split(/('(?:[^']|'')*')/)
        .map((part, index) => (index % 2 === 0 ? quoteEverywhere(part, name) : part))
        .join(''),
    sql,
  );
}

function quoteEverywhere(text: string, name: string): string {
  const quoted = quoteColumn(name);
  return text
    .split(quoted)
    .map((part) => part.replaceAll(foldName(name), () => quoted))
    .join(quoted);
}
