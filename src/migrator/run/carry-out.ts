import type { Loss } from '../dual-migration.ts';
import { AnotherAttempt, type AttemptKnowledge, type Suspect } from './attempt.ts';
import type { RunContext, Task } from './context.ts';
import { isDeclared, undeclaredLossError } from './losses.ts';
import type { Finding, Ledger, Session } from './migration-database.ts';
import { LockNotGranted } from './retry.ts';
import { statementError } from './statement-error.ts';
import { describeStep, type RunStep } from './steps.ts';

/** A step among the steps of its migration. */
export interface NumberedStep {
  step: RunStep;
  /** From 1. */
  number: number;
  total: number;
  /** How many of the steps before it are committed already. */
  committed: number;
}

/**
 * Numbers the steps of a migration.
 *
 * @param stepwise Whether each is committed by itself.
 */
export function numberSteps(steps: readonly RunStep[], stepwise = false): NumberedStep[] {
  return steps.map((step, index) => ({
    step,
    number: index + 1,
    total: steps.length,
    committed: stepwise ? index : 0,
  }));
}

/**
 * Carries out one step.
 *
 * @param run What is done for it.
 * @throws {LockNotGranted} where it is worth another attempt.
 * @throws {MigrationError} saying what stands against it.
 */
export async function carryOut(
  { database, interrupt, observer }: RunContext,
  session: Session,
  { file, direction }: Task,
  place: NumberedStep,
  run = () => session.perform(place.step),
): Promise<void> {
  interrupt.check();
  const { step, number } = place;
  try {
    const alone = database.standsAlone(step);
    const observed = { migration: file.name, direction, step, index: number - 1, alone };
    await (observer === undefined ? run() : observer.around(observed, session, run));
  } catch (error) {
    if (interrupt.happened) {
      throw interrupt.error(error);
    }
    if (database.isLockFailure(error)) {
      throw new LockNotGranted(describeStep(step), database.heldBy(), { cause: error });
    }
    throw await statementError(error, file.name, place, database, session);
  }
}

/**
 * Sees to it that nothing is gone that the migration does not declare.
 *
 * @param outcome What of the migration is kept where something is gone, as the end of a sentence.
 * @throws {AnotherAttempt} where only a count from before tells.
 * @throws {MigrationError} UNDECLARED_LOSS
 */
export async function assertConserved(
  ledger: Ledger,
  losses: readonly Loss[],
  migration: string,
  knowledge: AttemptKnowledge,
  outcome = 'it was rolled back; nothing of it was kept',
): Promise<void> {
  const undeclared = (await ledger.findings()).filter((finding) => !isDeclared(finding, losses));
  if (undeclared.length === 0) {
    return;
  }
  const unknown = undeclared.filter(
    (finding) =>
      finding.rows === undefined && !knowledge.suspects.some((suspect) => isSame(suspect, finding)),
  );
  if (unknown.length > 0) {
    const suspects = unknown.map(({ table, column }) => ({
      table,
      ...(column === undefined ? {} : { column }),
    }));
    throw new AnotherAttempt({ ...knowledge, suspects: [...knowledge.suspects, ...suspects] });
  }
  throw undeclaredLossError(migration, undeclared, outcome);
}

function isSame(suspect: Suspect, finding: Finding): boolean {
  return suspect.table === finding.table && suspect.column === finding.column;
}
