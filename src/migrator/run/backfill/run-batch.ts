import { MigrationError } from '../../errors.ts';
import { quoteName } from '../../model/quote.ts';
import type { AttemptKnowledge } from '../attempt.ts';
import { assertConserved, carryOut } from '../carry-out.ts';
import type { Execute, Row } from '../execute.ts';
import { describeKey, type Position, printPosition } from './position.ts';
import type { BackfillRun } from './run-backfill.ts';
import type { StartedBackfill } from './start-backfill.ts';
import {
  changeBatch,
  conditions,
  findBatch,
  findSame,
  findUnchanged,
  type KeyedBackfill,
  type KeyValues,
  type Range,
} from './statements.ts';

/**
 * Changes the next batch in a transaction of its own, with the note of how far it got.
 *
 * @param start Looks at the table, or gives what is known of it since the first batch.
 * @returns The position after it; undefined where no row is left after the one so far.
 * @throws {MigrationError} BACKFILL_UNENDING
 */
export function runBatch(
  run: BackfillRun,
  start: (execute: Execute) => Promise<StartedBackfill>,
  knowledge: AttemptKnowledge,
): Promise<Position | undefined> {
  const { context, task, place, losses, note } = run;
  const { database, schemaStatement } = context;
  return database.batch(async (session) => {
    const { execute } = session;
    if (schemaStatement !== undefined) {
      await execute(schemaStatement);
    }
    const ledger = (await database.backfills.mayLoseRows(execute))
      ? await database.openLedger(session, knowledge)
      : undefined;
    let next: Position | undefined;
    await carryOut(context, session, task, place, async () => {
      const { backfill, position } = await start(execute);
      const { after } = position;
      const find = findBatch(backfill, database.dialect, after);
      const [found] = await database.backfills.inKeyOrder(execute, find);
      if (found !== undefined) {
        const upTo = readKey(backfill, found);
        await change(run, backfill, execute, { after, upTo });
        next = { after: upTo, rows: position.rows + Number(found.rows) };
        await note(execute, printPosition(backfill, next));
      }
    });
    if (ledger !== undefined && next !== undefined) {
      await ledger.observe(place.step);
      const outcome = 'this batch was rolled back; those before it stay';
      await assertConserved(ledger, losses, task.file.name, knowledge, outcome);
    }
    return next;
  });
}

/** @throws {MigrationError} BACKFILL_UNENDING where a row meets the condition after it was changed. */
async function change(
  { context, task }: BackfillRun,
  backfill: KeyedBackfill,
  execute: Execute,
  range: Range,
): Promise<void> {
  await execute(changeBatch(backfill, range));
  const [left] = await execute(findUnchanged(backfill, context.database.dialect, range));
  if (left === undefined) {
    return;
  }
  // Others may have committed it since. Changed now, it is locked: who leaves it as it was is not somebody else.
  const key = readKey(backfill, left);
  await execute(changeBatch(backfill, range));
  if ((await execute(findSame(backfill, key))).length > 0) {
    throw new MigrationError(
      'BACKFILL_UNENDING',
      `${task.file.name}: the backfill of "${backfill.table}" would never end: its condition is still true of a row that it has changed, the one with ${describeKey(backfill, key)}. ` +
        'This batch was rolled back; those before it stay.\n' +
        `Let the change make the condition false in every row: ${backfill.where}\n` +
        `Rows that are left: select * from ${quoteName(backfill.table)} where ${conditions(backfill, [])}`,
    );
  }
}

function readKey({ key }: KeyedBackfill, row: Row): KeyValues {
  return key.map((_, index) => String(row[`key_${index + 1}`]));
}
