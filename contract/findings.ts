import { styleText } from 'node:util';

/** Something that stands against the contract, or that one should know about it. */
export interface Finding {
  /**
   * `breaking-change`: an SDL that old clients cannot use. `operation`: something that a client sends and that no longer
   * validates. `entity-model`: SDL and entities differ.
   */
  rule: 'breaking-change' | 'operation' | 'entity-model';
  /** What it is about: a schema coordinate (`Query.todos(first:)`) or an operation (`query ListTodos`). */
  subject: string;
  /** Where to look, as `file:line`, the place to mend first. */
  places: readonly string[];
  /** What is the matter, in a sentence. */
  problem: string;
  /** What to do about it, in a sentence. */
  remedy: string;
}

/** Colours a text, or leaves it plain. */
export type Paint = (format: 'bold' | 'dim', text: string) => string;

/** `finding` as it is printed: a line for what and where, one for the problem, one for the remedy. */
export function linesOf(
  { rule, subject, places, problem, remedy }: Finding,
  paint: Paint = styleText,
): string[] {
  const details = paint('dim', [...places, `[${rule}]`].join('  '));
  const remedies = remedy === '' ? [] : [`  ${remedy}`];
  return [`${paint('bold', subject)}  ${details}`, `  ${problem}`, ...remedies];
}
