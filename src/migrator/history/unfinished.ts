import { createHash } from 'node:crypto';
import { MigrationError } from '../errors.ts';
import { printStep, type RunStep } from '../run/steps.ts';

/** Stands after the name of a migration that was begun outside a transaction, in its row: it is not applied yet. */
const MARKS = { up: ' (unfinished)', down: ' (unfinished down)' } as const;

/** A migration that runs outside a transaction and was interrupted. */
export interface Unfinished {
  name: string;
  direction: 'up' | 'down';
  /** How many of its steps are done and committed. */
  stepsDone: number;
  /** Of those steps. */
  checksum: string | undefined;
  /** How far the step after those got, where it is one of many transactions. */
  position?: string | undefined;
}

/** The name of the row that says how far `name` got. */
export function markUnfinished(name: string, direction: 'up' | 'down'): string {
  return name + MARKS[direction];
}

/** The migration that a history row's name says is unfinished. */
export function parseUnfinished(rowName: string): Pick<Unfinished, 'name' | 'direction'> | undefined {
  for (const direction of ['up', 'down'] as const) {
    if (rowName.endsWith(MARKS[direction])) {
      return { name: rowName.slice(0, -MARKS[direction].length), direction };
    }
  }
  return undefined;
}

/** Checksum of the steps that are done: those may not be edited before the rest is. */
export function checksumSteps(steps: readonly RunStep[]): string {
  return createHash('sha256')
    .update(JSON.stringify(steps.map(printStep)))
    .digest('hex');
}

/**
 * Where to go on.
 *
 * @throws {MigrationError} HISTORY_MISMATCH where the steps that are done are not those of the file any more.
 */
export function resumeAt(unfinished: Unfinished, steps: readonly RunStep[]): number {
  const { name, stepsDone, checksum } = unfinished;
  if (stepsDone > steps.length || checksumSteps(steps.slice(0, stepsDone)) !== checksum) {
    throw new MigrationError(
      'HISTORY_MISMATCH',
      `${name} was interrupted after ${stepsDone} of its statements, and these have been edited since. ` +
        'Nothing was changed. Restore the statements that are done; those after them may be edited.',
    );
  }
  return stepsDone;
}
