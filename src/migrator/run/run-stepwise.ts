import { checksumSteps, resumeAt, type Unfinished } from '../history/unfinished.ts';
import { runBackfill } from './backfill/run-backfill.ts';
import { assertBackfills, settleBackfill } from './backfill/settle.ts';
import { assertConserved, carryOut, type NumberedStep, numberSteps } from './carry-out.ts';
import type { RunContext, Task } from './context.ts';
import type { Session } from './migration-database.ts';
import type { MigrationClass } from './migration-file.ts';
import { retry } from './retry.ts';
import { codeError } from './statement-error.ts';
import { collectPlan, type Plan } from './steps.ts';
import { takeBack } from './take-back.ts';

/** What an interruption leaves of a migration in steps. */
const RESUMABLE =
  'What was in progress was rolled back; the statements and batches before it stay, and the next run goes on there.';

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
  if (unfinished !== undefined) {
    settings.report(
      `${file.name} was interrupted; continuing with statement ${done + 1} of ${plan.steps.length}.`,
    );
  }
  assertBackfills(plan.steps, file.name, false);
  for (const place of numberSteps(plan.steps, true).slice(done)) {
    await lock.assertHeld();
    const position = place.number === done + 1 ? unfinished?.position : undefined;
    await runStep(context, task, plan, place, position).catch(async (error: unknown) => {
      // Where even that fails, the note in the history says how far it got.
      await takeBack(context, task, plan.steps.slice(0, place.number - 1), error).catch(() => {});
      throw context.interrupt.happened ? context.interrupt.error(error, RESUMABLE) : error;
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

/** @param position Where an interrupted run left off within the step. */
async function runStep(
  context: RunContext,
  task: Task,
  plan: Plan,
  place: NumberedStep,
  position: string | undefined,
): Promise<void> {
  const { database, history, schemaStatement } = context;
  const { file } = task;
  const { step } = place;
  const note = noteOf(task, plan, place.number);
  const alone = database.standsAlone(step);
  if (alone) {
    await runAlone(context, task, place);
  }
  if (step.kind === 'backfill') {
    const before = noteOf(task, plan, place.number - 1);
    await runBackfill({
      context,
      task,
      place,
      losses: plan.losses,
      backfill: settleBackfill(step, file.name),
      noted: position,
      note: (execute, reached) => history.noteUnfinished(execute, { ...before, position: reached }),
    });
  }
  const done = alone || step.kind === 'backfill';
  await retry(context, file.name, (learned) => {
    const knowledge = database.prepare(done ? [] : [step], learned);
    return database.transaction(file.name, knowledge, async (session) => {
      if (!done) {
        if (schemaStatement !== undefined) {
          await session.execute(schemaStatement);
        }
        const ledger = await database.openLedger(session, knowledge);
        await carryOut(context, session, task, place);
        await ledger.observe(step);
        await assertConserved(
          ledger,
          plan.losses,
          file.name,
          knowledge,
          'this statement was rolled back; those before it stay applied',
        );
      }
      await history.noteUnfinished(session.execute, note);
    });
  });
}

function noteOf({ file, direction }: Task, { steps }: Plan, stepsDone: number): Unfinished {
  const checksum = checksumSteps(steps.slice(0, stepsDone));
  return { name: file.name, direction, stepsDone, checksum };
}

async function runAlone(context: RunContext, task: Task, place: NumberedStep): Promise<void> {
  const { database, settings, schemaStatement } = context;
  const repair = (session: Session) => database.repair(place.step, session, settings.report);
  await retry(context, task.file.name, () =>
    database.connection(async (session) => {
      if (schemaStatement !== undefined) {
        await session.execute(schemaStatement.replace(/^set local/, 'set'));
      }
      try {
        if (await repair(session)) {
          await carryOut(context, session, task, place);
        }
      } catch (error) {
        // A build that failed leaves an invalid index, which only costs: away with it now, not at the next run. Where
        // nothing is left to do, the server has just finished what a killed run had asked for.
        if (await repair(session).catch(() => true)) {
          throw error;
        }
      } finally {
        if (schemaStatement !== undefined) {
          await session.execute('reset search_path').catch(() => {});
        }
      }
    }),
  );
}
