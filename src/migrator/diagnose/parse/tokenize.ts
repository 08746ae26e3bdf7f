import { type Token, tokenizePostgresql } from '../../dialects/postgresql/sql/tokens.ts';
import type { Dialect } from '../../model/schema.ts';

/** Splits SQL of either dialect into tokens. */
export function tokenize(sql: string, _dialect: Dialect): Token[] {
  return tokenizePostgresql(sql);
}
