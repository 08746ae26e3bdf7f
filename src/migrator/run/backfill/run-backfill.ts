import { setTimeout as sleep } from 'node:timers/promises';
import type { Loss } from '../../dual-migration.ts';
import { MigrationError } from '../../errors.ts';
import type { NumberedStep } from '../carry-out.ts';
import type { RunContext, Task } from '../context.ts';
import type { Execute } from '../execute.ts';
import { retry } from '../retry.ts';
import { runBatch } from './run-batch.ts';
import type { SettledBackfill } from './settle.ts';
import { type StartedBackfill, startBackfill } from './start-backfill.ts';

/**
 * How often a backfill goes through the table: the second time it finds what was written behind it meanwhile, which is
 * less each time.
 */
const MOST_ROUNDS = 10;

/** A backfill, and what it needs of the migration that it stands in. */
export interface BackfillRun {
  context: RunContext;
  task: Task;
  place: NumberedStep;
  backfill: SettledBackfill;
  losses: readonly Loss[];
  /** What an interrupted run noted. */
  noted: string | undefined;
  /** Writes into the history how far it got, in the transaction of the batch. */
  note(execute: Execute, position: string): Promise<void>;
}

/**
 * Changes rows batch by batch along a key, each batch in a transaction that also notes where it ended, until no row
 * meets the condition any more.
 *
 * @throws {MigrationError} BACKFILL_REFUSED, BACKFILL_UNENDING, LOCK_NOT_GRANTED, STATEMENT_TIMEOUT, STATEMENT_FAILED;
 *   batches that are done stay, and the next run goes on after them.
 */
export async function runBackfill(run: BackfillRun): Promise<void> {
  const { context, task } = run;
  const { name } = task.file;
  let started: StartedBackfill | undefined;
  const start = async (execute: Execute) => {
    started ??= await startBackfill(run, execute);
    return started;
  };
  for (let round = 1; ; round++) {
    const first = await retry(context, name, (knowledge) => runBatch(run, start, knowledge));
    let next = first;
    while (next !== undefined && started !== undefined) {
      started.progress.step(next.rows);
      const changed = next.rows - started.position.rows;
      started.position = next;
      if (changed >= started.backfill.batchSize) {
        await sleep(started.backfill.pause);
      }
      await context.lock.assertHeld();
      next = await retry(context, name, (knowledge) => runBatch(run, start, knowledge));
    }
    // An observer may have done the whole in its own way.
    if (started === undefined || (first === undefined && started.position.after === undefined)) {
      break;
    }
    if (round === MOST_ROUNDS) {
      throw stillWritten(name, run.backfill);
    }
    started.position = { after: undefined, rows: started.position.rows };
  }
  started?.progress.end(started.position.rows);
}

function stillWritten(migration: string, { table, where }: SettledBackfill): MigrationError {
  return new MigrationError(
    'BACKFILL_UNENDING',
    `${migration}: the backfill of "${table}" went through the table ${MOST_ROUNDS} times, and there are rows again of which this is true: ${where}\n` +
      'Something goes on writing such rows: an older version of the application, or a trigger. What was changed stays. ' +
      'See to it that new rows come as they should be, then run the command again.',
  );
}
