import { AnotherAttempt } from './attempt.ts';
import { assertBackfills } from './backfill/settle.ts';
import { assertConserved, carryOut, numberSteps } from './carry-out.ts';
import type { RunContext, Task } from './context.ts';
import { createInstance } from './instance.ts';
import { describeLoss } from './losses.ts';
import type { MigrationClass } from './migration-file.ts';
import { previewMigration } from './preview.ts';
import { retry } from './retry.ts';
import { runStepwise } from './run-stepwise.ts';
import { codeError, standsAloneError } from './statement-error.ts';
import { collectPlan, type Plan } from './steps.ts';

/**
 * Applies or reverts one migration, with its history row in the same transaction.
 *
 * @returns How long it took, in milliseconds.
 */
export async function runMigration(context: RunContext, task: Task): Promise<number> {
  const { database, settings } = context;
  const { file, direction } = task;
  const start = performance.now();
  const migration = await file.load();
  const { dialect, driver } = database;
  const { plan, transactional } = await previewMigration(migration, direction, dialect, driver.config).catch(
    (error: unknown) => {
      throw codeError(error, file.name);
    },
  );
  if (plan !== undefined && direction === 'down' && plan.losses.length > 0) {
    settings.report(`Reverting ${file.name} loses ${plan.losses.map(describeLoss).join(', ')}.`);
  }
  if (transactional || (plan !== undefined && database.canBeAtomic(plan.steps))) {
    await runInTransaction(context, task, migration, plan);
  } else {
    await runStepwise(context, task, migration, plan);
  }
  return performance.now() - start;
}

async function runInTransaction(
  context: RunContext,
  task: Task,
  migration: MigrationClass,
  preview: Plan | undefined,
): Promise<void> {
  const { database, history, interrupt, lock, schemaStatement } = context;
  const { file, direction, checksum } = task;
  await retry(context, file.name, async (learned) => {
    const start = performance.now();
    // Asked before the transaction too: where the steps are known, that saves an attempt.
    const knowledge = database.prepare(preview?.steps ?? [], learned);
    await database.transaction(file.name, knowledge, async (session) => {
      if (schemaStatement !== undefined) {
        await session.execute(schemaStatement);
      }
      const ledger = await database.openLedger(session, knowledge);
      const plan =
        preview ??
        (await collectPlan(
          createInstance(context, migration, session, ledger),
          direction,
          database.dialect,
        ).catch((error: unknown) => {
          throw database.isLockFailure(error) || interrupt.happened ? error : codeError(error, file.name);
        }));
      assertBackfills(plan.steps, file.name, true);
      const places = numberSteps(plan.steps);
      const alone = places.find(({ step }) => database.standsAlone(step));
      if (alone !== undefined) {
        throw standsAloneError(file.name, alone.step);
      }
      const refined = database.prepare(plan.steps, knowledge);
      if (refined !== knowledge) {
        throw new AnotherAttempt(refined);
      }
      for (const place of places) {
        await carryOut(context, session, task, place);
        await ledger.observe(place.step);
      }
      await assertConserved(ledger, plan.losses, file.name, knowledge);
      if (direction === 'up') {
        await history.add(session.execute, {
          name: file.name,
          checksum,
          duration: performance.now() - start,
        });
      } else {
        await history.remove(session.execute, file.name);
      }
      interrupt.check();
      await lock.assertHeld();
    });
  });
}
