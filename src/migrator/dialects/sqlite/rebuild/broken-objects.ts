import { findBrokenObjects } from '../../../diagnose/sqlite/broken-objects.ts';
import type { Execute } from '../../../run/execute.ts';
import { refuse } from './refusal.ts';
import { findBrokenWrites } from './trigger-programs.ts';

/** The views and triggers that do not work, in words, with the reason. */
export type BrokenObjects = ReadonlyMap<string, string>;

/** Looks for the views and triggers that do not work. */
export async function findBroken(execute: Execute): Promise<BrokenObjects> {
  const objects = await findBrokenObjects(execute);
  const writes = await findBrokenWrites(execute);
  return new Map([
    ...objects.map(({ kind, name, reason }) => [`${kind} "${name}"`, reason] as const),
    ...writes.map(
      ({ table, event, reason }) =>
        [`a trigger on ${event} of "${table}", or what it fires,`, reason] as const,
    ),
  ]);
}

/**
 * Looks for views and triggers that do not work after a rebuild.
 *
 * @param before Those that did not work before it.
 * @throws MigrationError `REBUILD_REFUSED` that names one.
 */
export async function refuseNewlyBroken(
  execute: Execute,
  table: string,
  before: BrokenObjects,
): Promise<void> {
  for (const [object, reason] of await findBroken(execute)) {
    if (!before.has(object)) {
      throw refuse(
        table,
        `${object} would not work any more (${reason})`,
        'Drop it before the rebuild and create it again after it as it should be, in the same migration.',
      );
    }
  }
}
