import { tokenizePostgresql } from '../../../dialects/postgresql/sql/tokens.ts';
import { mentions } from '../../../model/identifiers.ts';
import type { Table } from '../../../model/schema.ts';

/** What the checks of a table say about the values of one column. */
export interface CheckHints {
  /** Texts and numbers that stand in its checks, as they are without quotes: one of them may be what is asked for. */
  literals: string[];
  /** The values that a check lists, where it is nothing but a list. */
  items: string[] | undefined;
  /** The length that a check allows, in code points. */
  length: number | undefined;
}

const LENGTH = /\b(?:char_)?length\s*\(\s*\(*"?([^"()]+?)"?\s*\)*(?:::\w+)?\s*\)\s*(<=?)\s*(\d+)/gi;
const LIST = /\bin\s*\(|=\s*any\s*\(/i;

/** Reads them from the text of either database, by what usually stands there: the database has the last word. */
export function readCheckHints(table: Pick<Table, 'columns' | 'checks'>, column: string): CheckHints {
  const own = table.checks.filter(({ expression }) => mentions(expression, column));
  const hints: CheckHints = { literals: [], items: undefined, length: undefined };
  for (const { expression } of own) {
    const literals = literalsOf(expression);
    hints.literals.push(...literals);
    const others = table.columns.filter(({ name }) => name !== column && mentions(expression, name));
    if (others.length === 0 && LIST.test(expression) && !/\bnot\b|\band\b/i.test(expression)) {
      hints.items = literals;
    }
    for (const [, name = '', sign, limit] of expression.matchAll(LENGTH)) {
      if (name.trim().toLowerCase() === column.toLowerCase()) {
        hints.length = Number(limit) - (sign === '<' ? 1 : 0);
      }
    }
  }
  hints.literals = [...new Set(hints.literals)];
  return hints;
}

/** A number behind a minus, and a number behind which a type is meant (`::numeric(8,2)`), are told apart by trying. */
function literalsOf(expression: string): string[] {
  const tokens = tokenizePostgresql(expression);
  return tokens.flatMap(({ kind, text, value }, index) => {
    if (kind === 'string') {
      return [value];
    }
    return kind === 'number' ? [tokens[index - 1]?.text === '-' ? `-${text}` : text] : [];
  });
}
