import { MigrationError } from '../../errors.ts';
import type { Schema } from '../../model/schema.ts';
import { type Candidates, findCandidates } from './candidates.ts';
import { ANSWER_SYNTAX, addDecision, NO_DECISIONS } from './decisions.ts';
import type { Renames } from './renames.ts';

/** Something that is gone and may have been renamed, and the answers there are. */
export interface Question {
  /** A table, or a column as `table.column`. */
  subject: string;
  answers: { answer: string; meaning: string }[];
}

/** Asks a person; returns the `answer` they chose. */
export type Ask = (question: Question) => Promise<string>;

/**
 * Decides what was renamed between two states: by `answers`, and where they say nothing by asking. It is never
 * guessed, because a wrong guess drops a column with its data, or gives data a meaning it never had.
 *
 * @param answers In the syntax of the environment variable MIGRATION_RENAMES, one by one.
 * @param ask Undefined where nobody can be asked.
 * @throws {MigrationError} RENAME_UNDECIDED where nobody can be asked, or an answer does not fit.
 */
export async function decideRenames(
  from: Schema,
  to: Schema,
  answers: readonly string[],
  ask: Ask | undefined,
): Promise<Renames> {
  let decisions = answers
    .toSorted(tablesFirst)
    .reduce((all, answer) => addDecision(all, answer, from, to), NO_DECISIONS);
  for (;;) {
    const questions = findCandidates(from, to, decisions.renames)
      .map(questionOf)
      .filter(({ subject }) => !decisions.dropped.has(subject));
    const [first] = questions;
    if (first === undefined) {
      return decisions.renames;
    }
    if (ask === undefined) {
      throw undecided(questions);
    }
    decisions = addDecision(decisions, await ask(first), from, to);
  }
}

/** A column is named with the new name of its table. */
function tablesFirst(a: string, b: string): number {
  const isColumn = (answer: string) => Number(answer.includes('.'));
  return isColumn(a) - isColumn(b);
}

function questionOf({ table, from, to }: Candidates): Question {
  const subject = table === undefined ? from : `${table}.${from}`;
  const isColumn = table !== undefined;
  return {
    subject,
    answers: [
      ...to.map((name) => ({
        answer: `${subject}>${name}`,
        meaning: `renamed to ${name}: keeps its ${isColumn ? 'data' : 'rows'}`,
      })),
      { answer: `drop ${subject}`, meaning: `dropped with its ${isColumn ? 'data' : 'rows'}` },
    ],
  };
}

function undecided(questions: readonly Question[]): MigrationError {
  const lines = questions.map(
    ({ subject, answers }) =>
      `  ${subject}: ${answers.map(({ answer, meaning }) => `"${answer}" (${meaning})`).join(' or ')}`,
  );
  const example = questions.map(({ answers }) => answers[0]?.answer).join(', ');
  return new MigrationError(
    'RENAME_UNDECIDED',
    `${questions.map(({ subject }) => subject).join(' and ')} ${questions.length === 1 ? 'is' : 'are'} gone from the ` +
      'entities, and something like it is new: only you know whether it was renamed or dropped. Nothing was written.\n' +
      `${lines.join('\n')}\n` +
      'Run migration:create in a terminal to be asked, or say it with the environment variable MIGRATION_RENAMES, ' +
      `for example:\n  MIGRATION_RENAMES='${example}' npx mikro-orm migration:create\nAn answer is ${ANSWER_SYNTAX}.`,
  );
}
