import { MigrationError } from '../errors.ts';
import { checksumSteps } from '../history/unfinished.ts';
import type { RunContext, Task } from './context.ts';
import { retry } from './retry.ts';
import type { RunStep } from './steps.ts';

/**
 * Takes back what a migration outside a transaction has done when rows stand against it, where every step can be: then
 * nothing of it is kept, as with any other migration, and the one before it can be reverted. Steps that nobody can take
 * back stay applied, all of them.
 *
 * @param steps Those that are done, in order.
 */
export async function takeBack(
  context: RunContext,
  task: Task,
  steps: readonly RunStep[],
  error: unknown,
): Promise<void> {
  const { database, history, settings } = context;
  const { file, direction } = task;
  const undone = steps.map((step) => database.undo(step));
  if (
    !(error instanceof MigrationError && error.code === 'ROWS_REFUSED') ||
    steps.length === 0 ||
    undone.includes(undefined)
  ) {
    return;
  }
  for (const [index, undo] of [...undone.entries()].reverse()) {
    const alone = (undo ?? []).filter((step) => database.standsAlone(step));
    const together = (undo ?? []).filter((step) => !database.standsAlone(step));
    for (const step of alone) {
      await retry(context, file.name, () => database.connection((session) => session.perform(step)));
    }
    await retry(context, file.name, (knowledge) =>
      database.transaction(file.name, knowledge, async (session) => {
        for (const step of together) {
          await session.perform(step);
        }
        await (index === 0
          ? history.removeUnfinished(session.execute, file.name, direction)
          : history.noteUnfinished(session.execute, {
              name: file.name,
              direction,
              stepsDone: index,
              checksum: checksumSteps(steps.slice(0, index)),
            }));
      }),
    );
  }
  settings.report(
    `Took back statement${steps.length === 1 ? ' 1' : `s 1 to ${steps.length}`} of ${file.name}: nothing of it is kept.`,
  );
}
