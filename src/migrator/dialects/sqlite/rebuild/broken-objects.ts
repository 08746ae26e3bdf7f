import { findBrokenObjects } from '../../../diagnose/sqlite/broken-objects.ts';
import type { Execute } from '../../../run/execute.ts';
import { refuse } from './refusal.ts';

/** The views and triggers that do not work, by kind and name. */
export async function brokenObjectsIn(execute: Execute): Promise<Set<string>> {
  const broken = await findBrokenObjects(execute);
  return new Set(broken.map(describe));
}

/**
 * Looks for views and triggers that worked before a rebuild and do not work after it.
 *
 * @param before Those that did not work before.
 */
export async function refuseNewlyBroken(
  execute: Execute,
  table: string,
  before: ReadonlySet<string>,
): Promise<void> {
  const broken = await findBrokenObjects(execute);
  const [first] = broken.filter((object) => !before.has(describe(object)));
  if (first !== undefined) {
    throw refuse(
      table,
      `${describe(first)} would not work any more (${first.reason})`,
      `Drop the ${first.kind} before the rebuild and create it again after it as it should be, in the same migration.`,
    );
  }
}

function describe({ kind, name }: { kind: string; name: string }): string {
  return `${kind} "${name}"`;
}
