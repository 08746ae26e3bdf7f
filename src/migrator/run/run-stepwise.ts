import { checksumSteps, resumeAt } from '../history/unfinished.ts';
import { assertConserved, carryOut, type NumberedStep, numberSteps } from './carry-out.ts';
import type { RunContext, Task } from './context.ts';
import type { MigrationClass } from './migration-file.ts';
import { retry } from './retry.ts';
import { codeError } from './statement-error.ts';
import { collectPlan, type Plan } from './steps.ts';
import { takeBack } from './take-back.ts';

/**
 * Runs a migration that asks to be outside a transaction: each statement is committed by itself, together with a note
 * of how far the migration got, so that a run that was killed is continued by the next one. What cannot be in a
 * transaction even so (`create index concurrently`) is made repeatable first.
 */
export async function runStepwise(
  context: RunContext,
  task: Task,
  migration: MigrationClass,
  preview: Plan | undefined,
): Promise<void> {
  const { database, history, lock, settings } = context;
  const { file, direction, checksum } = task;
  const start = performance.now();
  // Its own queries run at once, outside any transaction; the migration says that it wants that.
  const plan =
    preview ??
    (await collectPlan(
      new migration(database.driver, database.driver.config),
      direction,
      database.dialect,
    ).catch((error: unknown) => {
      throw codeError(error, file.name);
    }));
  const unfinished = await database.connection((session) =>
    history.readUnfinished(session.execute, file.name, direction),
  );
  const done = unfinished === undefined ? 0 : resumeAt(unfinished, plan.steps);
  if (done > 0) {
    settings.report(
      `${file.name} was interrupted; continuing with statement ${done + 1} of ${plan.steps.length}.`,
    );
  }
  for (const place of numberSteps(plan.steps, true).slice(done)) {
    await lock.assertHeld();
    await runStep(context, task, plan, place).catch(async (error: unknown) => {
      // Where even that fails, the note in the history says how far it got.
      await takeBack(context, task, plan.steps.slice(0, place.number - 1), error).catch(() => {});
      throw error;
    });
  }
  await retry(context, file.name, (knowledge) =>
    database.transaction(file.name, knowledge, async (session) => {
      await history.removeUnfinished(session.execute, file.name, direction);
      if (direction === 'up') {
        await history.add(session.execute, {
          name: file.name,
          checksum,
          duration: performance.now() - start,
        });
      } else {
        await history.remove(session.execute, file.name);
      }
    }),
  );
}

async function runStep(context: RunContext, task: Task, plan: Plan, place: NumberedStep): Promise<void> {
  const { database, history, schemaStatement } = context;
  const { file, direction } = task;
  const note = {
    name: file.name,
    direction,
    stepsDone: place.number,
    checksum: checksumSteps(plan.steps.slice(0, place.number)),
  };
  const alone = database.standsAlone(place.step);
  if (alone) {
    await runAlone(context, task, place);
  }
  await retry(context, file.name, (learned) => {
    const knowledge = database.prepare(alone ? [] : [place.step], learned);
    return database.transaction(file.name, knowledge, async (session) => {
      if (!alone) {
        if (schemaStatement !== undefined) {
          await session.execute(schemaStatement);
        }
        const ledger = await database.openLedger(session, knowledge);
        await carryOut(context, session, task, place);
        await ledger.observe(place.step);
        await assertConserved(ledger, plan.losses, file.name, knowledge);
      }
      await history.noteUnfinished(session.execute, note);
    });
  });
}

async function runAlone(context: RunContext, task: Task, place: NumberedStep): Promise<void> {
  const { database, settings } = context;
  await retry(context, task.file.name, () =>
    database.connection(async (session) => {
      if (!(await database.repair(place.step, session, settings.report))) {
        return;
      }
      try {
        await carryOut(context, session, task, place);
      } catch (error) {
        // A build that failed leaves an invalid index, which only costs: away with it now, not at the next run.
        await database.repair(place.step, session, settings.report).catch(() => {});
        throw error;
      }
    }),
  );
}
