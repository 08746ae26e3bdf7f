import type { MigrationError } from '../../../errors.ts';
import type { Execute } from '../../../run/execute.ts';
import type { CreateIndex } from '../sql/create-index.ts';
import { rowidAlias } from '../sql/primary-key.ts';
import {
  checkOffences,
  newColumnOffences,
  nullOffences,
  requiredColumns,
  uniqueOffences,
  valueOffences,
} from './offences.ts';
import { findOffence, type Offence } from './offending-rows.ts';
import { orphanOffences } from './orphans.ts';
import type { RebuildPlan } from './plan.ts';

/**
 * Looks for rows that the copy would lose or leave wrong without an error of SQLite's.
 *
 * @throws MigrationError `ROWS_REFUSED`
 */
export async function assertRows(execute: Execute, plan: RebuildPlan): Promise<void> {
  await throwFirst(execute, plan, [...valueOffences(plan), ...newColumnOffences(plan)]);
  if (requiresMore(plan)) {
    await throwFirst(execute, plan, nullOffences(plan));
  }
  await throwFirst(execute, plan, await orphanOffences(execute, plan));
}

/** Whether a column must not be null that might have been: SQLite gives a rowid to a null, and leaves one in a key. */
function requiresMore({ from, to, ...plan }: RebuildPlan): boolean {
  const before = requiredColumns({ from, to: from, ...plan });
  if (rowidAlias(to) !== rowidAlias(from)) {
    return true;
  }
  return requiredColumns({ from, to, ...plan }).some((name) => !before.includes(name));
}

/** Looks for the rows behind an error of SQLite's; `undefined` where the error has another cause. */
export async function explainRows(
  execute: Execute,
  plan: RebuildPlan,
  indexes: readonly CreateIndex[],
): Promise<MigrationError | undefined> {
  return findFirst(execute, plan, [
    ...nullOffences(plan),
    ...checkOffences(plan),
    ...uniqueOffences(plan, indexes),
  ]);
}

async function throwFirst(execute: Execute, plan: RebuildPlan, offences: readonly Offence[]): Promise<void> {
  const error = await findFirst(execute, plan, offences);
  if (error !== undefined) {
    throw error;
  }
}

async function findFirst(
  execute: Execute,
  plan: RebuildPlan,
  offences: readonly Offence[],
): Promise<MigrationError | undefined> {
  for (const offence of offences) {
    const error = await findOffence(execute, plan, offence);
    if (error !== undefined) {
      return error;
    }
  }
  return undefined;
}
