import { setTimeout as sleep } from 'node:timers/promises';
import { MigrationError } from '../errors.ts';
import { AnotherAttempt, type AttemptKnowledge, FIRST_ATTEMPT } from './attempt.ts';
import type { RunContext } from './context.ts';
import { formatDuration } from './duration.ts';
import { describeLimit } from './limits.ts';
import type { HeldBy, MigrationDatabase } from './migration-database.ts';
import { StatementTimedOut, timeoutError } from './statement-error.ts';

/** A statement that did not get the lock it needs; its transaction was rolled back. */
export class LockNotGranted extends Error {
  override readonly name = 'LockNotGranted';
  readonly heldBy: HeldBy | undefined;

  /** @param statement As messages show it. */
  constructor(statement: string, heldBy: HeldBy | undefined, options: ErrorOptions) {
    super(statement, options);
    this.heldBy = heldBy;
  }
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
  context: Pick<RunContext, 'settings' | 'interrupt' | 'database'>,
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
      if (error instanceof StatementTimedOut) {
        throw timeoutError(subject, error);
      }
      const refusal = asRefusal(error, database);
      if (refusal === undefined) {
        throw error;
      }
      refusals++;
      if (refusals > settings.lockRetries) {
        throw lockError(subject, refusals, refusal);
      }
      const pause = Math.min(LONGEST_PAUSE, 100 * 2 ** refusals) * (0.5 + Math.random() / 2);
      const held = refusal.heldBy === undefined ? '' : ` Held by ${refusal.heldBy.holder}.`;
      settings.report(
        `${subject}: not granted the lock for ${refusal.message}.${held} Trying again in ${formatDuration(pause)} (${refusals} of ${settings.lockRetries}).`,
      );
      await sleep(pause);
    }
  }
}

function asRefusal(error: unknown, database: MigrationDatabase): LockNotGranted | undefined {
  if (error instanceof LockNotGranted) {
    return error;
  }
  return database.isLockFailure(error)
    ? new LockNotGranted('its transaction', database.heldBy(), { cause: error })
    : undefined;
}

function lockError(subject: string, attempts: number, refusal: LockNotGranted): MigrationError {
  const { heldBy, message } = refusal;
  const held = heldBy === undefined ? '' : `Held by ${heldBy.holder}.\n`;
  const remedy = heldBy?.remedy === undefined ? '.' : `: ${heldBy.remedy}`;
  return new MigrationError(
    'LOCK_NOT_GRANTED',
    `${subject} gave up after ${attempts} attempts: others held what it needs for ${message}.\n${held}` +
      `Nothing of this attempt was kept. Run the command again when less is going on, let it try more often (${describeLimit('lockRetries')}), ` +
      `or end the transaction that holds the lock${remedy}`,
    { cause: refusal },
  );
}
