import { type Token, tokenizePostgresql } from '../../dialects/postgresql/sql/tokens.ts';
import { foldName, unquoteIdentifier } from '../../dialects/sqlite/sql/identifier.ts';
import { tokenizeMeaning } from '../../dialects/sqlite/sql/tokenizer.ts';
import type { Dialect } from '../../model/schema.ts';

/**
 * Splits SQL of either dialect into tokens, without blanks and comments.
 *
 * @throws {MigrationError} SQL_UNREADABLE for text that SQLite itself cannot read.
 */
export function tokenize(sql: string, dialect: Dialect): Token[] {
  return dialect === 'postgresql' ? tokenizePostgresql(sql) : tokenizeMeaning(sql).map(readSqliteToken);
}

function readSqliteToken({ kind, text, start }: ReturnType<typeof tokenizeMeaning>[number]): Token {
  const value = kind === 'word' ? foldName(text) : unquoteIdentifier(text);
  const known = kind === 'space' || kind === 'comment' ? 'symbol' : kind;
  return { kind: known, text, value, start, end: start + text.length };
}
