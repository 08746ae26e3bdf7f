import type { Execute } from '../execute.ts';
import { findKey } from './key.ts';
import { describeKey, type Position, readPosition } from './position.ts';
import { Progress } from './progress.ts';
import type { BackfillRun } from './run-backfill.ts';
import type { KeyedBackfill } from './statements.ts';

/** What is known of a backfill once its table has been looked at. */
export interface StartedBackfill {
  backfill: KeyedBackfill;
  /** Where an earlier run left off, or the start. */
  position: Position;
  progress: Progress;
}

/**
 * Looks at the table of a backfill, inside the transaction of its first batch.
 *
 * @throws {MigrationError} BACKFILL_REFUSED
 */
export async function startBackfill(run: BackfillRun, execute: Execute): Promise<StartedBackfill> {
  const { database, settings } = run.context;
  const { name } = run.task.file;
  const backfill = await findKey(database, execute, run.backfill, name);
  const position = readPosition(backfill, run.noted);
  if (position.after !== undefined) {
    settings.report(
      `${name}: going on with the backfill of "${backfill.table}" after ${describeKey(backfill, position.after)}.`,
    );
  }
  const left = await database.backfills.estimate(execute, backfill);
  const progress = new Progress(settings.report, `${name}: "${backfill.table}"`, position.rows, left);
  return { backfill, position, progress };
}
