import { setTimeout as sleep } from 'node:timers/promises';
import { MigrationError } from '../errors.ts';
import { AnotherAttempt, type AttemptKnowledge, FIRST_ATTEMPT } from './attempt.ts';
import type { RunContext } from './context.ts';
import { formatDuration } from './duration.ts';

/** A statement that did not get the lock it needs; its transaction was rolled back. */
export class LockNotGranted extends Error {
  override readonly name = 'LockNotGranted';
}

/** Longest pause between two attempts, in milliseconds. */
const LONGEST_PAUSE = 5000;

/**
 * Calls `attempt`, each time a whole transaction, until it succeeds or fails for good: again with what an attempt has
 * learned, and again after a pause where a table was locked, so that the application's queries get through meanwhile.
 *
 * @param subject The migration, for messages.
 */
export async function retry<T>(
  context: RunContext,
  subject: string,
  attempt: (knowledge: AttemptKnowledge) => Promise<T>,
): Promise<T> {
  const { settings, interrupt, database } = context;
  let knowledge = FIRST_ATTEMPT;
  for (let refusals = 0; ; ) {
    interrupt.check();
    try {
      return await attempt(knowledge);
    } catch (error) {
      if (interrupt.happened) {
        throw interrupt.error(error);
      }
      if (error instanceof AnotherAttempt) {
        knowledge = error.knowledge;
        continue;
      }
      if (!(error instanceof LockNotGranted || database.isLockFailure(error))) {
        throw error;
      }
      refusals++;
      const statement = error instanceof LockNotGranted ? error.message : 'its transaction';
      if (refusals > settings.lockRetries) {
        throw new MigrationError(
          'LOCK_NOT_GRANTED',
          `${subject} gave up after ${refusals} attempts: others held what it needs for ${statement}\n` +
            'Nothing of this attempt was kept. Run the command again when less is going on, or end the transaction that holds the lock.',
          { cause: error },
        );
      }
      const pause = Math.min(LONGEST_PAUSE, 100 * 2 ** refusals) * (0.5 + Math.random() / 2);
      settings.report(
        `${subject}: not granted the lock for ${statement} Trying again in ${formatDuration(pause)} (${refusals} of ${settings.lockRetries}).`,
      );
      await sleep(pause);
    }
  }
}
