import type { LockMode } from '../../rehearse/rehearsal.ts';

/** What a lock keeps others from (PostgreSQL manual, "Conflicting Lock Modes"). */
export function blocks(mode: LockMode): 'reads and writes' | 'writes' | undefined {
  if (mode === 'AccessExclusive') {
    return 'reads and writes';
  }
  return mode === 'Exclusive' || mode === 'ShareRowExclusive' || mode === 'Share' ? 'writes' : undefined;
}
