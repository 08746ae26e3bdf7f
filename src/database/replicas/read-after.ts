import type { Moment } from './primary-log.ts';

/** What a client sends back to read what it wrote: a moment by the clock of the primary. */
export function tokenOf(moment: Moment): string {
  return String(Math.ceil(moment));
}

/**
 * The moment of `token`. Where it is none of ours, one that no replica will ever know of: so whoever makes one up reads
 * from the primary, as if there were no replicas.
 */
export function parseToken(token: string): Moment {
  return /^\d{1,15}$/.test(token) ? Number(token) : Number.POSITIVE_INFINITY;
}
