import type { LockMode } from '../rehearsal.ts';

/** From the weakest to the strongest (manual, "Table-Level Locks"). */
export const LOCK_MODES: readonly LockMode[] = [
  'AccessShare',
  'RowShare',
  'RowExclusive',
  'ShareUpdateExclusive',
  'Share',
  'ShareRowExclusive',
  'Exclusive',
  'AccessExclusive',
];

/** The strongest of `modes`, as `pg_locks` or this project name them; undefined of none. */
export function strongest(modes: readonly string[]): LockMode | undefined {
  return LOCK_MODES.findLast((mode) => modes.includes(mode) || modes.includes(`${mode}Lock`));
}
