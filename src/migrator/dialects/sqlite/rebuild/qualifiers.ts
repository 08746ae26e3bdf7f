import type { CreateTable } from '../sql/create-table.ts';
import { isSameName, unquoteIdentifier } from '../sql/identifier.ts';
import { type Token, tokenize } from '../sql/tokenizer.ts';

/**
 * The definition with `"todos"."title"` written as `"title"` in checks, where only the table's own columns can be meant:
 * SQLite does not create a table of another name with it, nor rename it.
 */
export function withoutQualifiers(table: CreateTable): CreateTable {
  const copy = structuredClone(table);
  for (const constraint of [...copy.constraints, ...copy.columns.flatMap(({ constraints }) => constraints)]) {
    if (constraint.kind === 'check') {
      constraint.text = strip(constraint.text, table.name);
      constraint.expression = strip(constraint.expression, table.name);
    }
  }
  return copy;
}

function strip(sql: string, table: string): string {
  const tokens = tokenize(sql);
  return tokens
    .filter((_token, at) => !isQualifier(tokens, at, table) && !isQualifier(tokens, at - 1, table))
    .map(({ text }) => text)
    .join('');
}

/** Whether the name at `at`, with the dot right behind it, is the table's. */
function isQualifier(tokens: readonly Token[], at: number, table: string): boolean {
  const name = tokens[at];
  return (
    (name?.kind === 'word' || name?.kind === 'quoted') &&
    tokens[at + 1]?.text === '.' &&
    tokens[at - 1]?.text !== '.' &&
    isSameName(unquoteIdentifier(name.text), table)
  );
}
