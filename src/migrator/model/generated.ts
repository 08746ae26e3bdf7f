import { withoutParentheses } from './parentheses.ts';
import type { Column } from './schema.ts';

/** Splits MikroORM's text of a generated column, `(expression) stored`, into its parts. */
export function readGenerated(text: string, storedByDefault: boolean): Column['generated'] {
  const match = /^(?<expression>.*?)(?:\s+(?<storage>stored|virtual))?$/is.exec(text.trim());
  const storage = match?.groups?.storage?.toLowerCase();
  return {
    expression: withoutParentheses(match?.groups?.expression ?? text),
    stored: storage === undefined ? storedByDefault : storage === 'stored',
  };
}
