import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { MigrationError } from '../errors.ts';
import { formatDuration } from './duration.ts';
import type { LockRequest } from './migration-database.ts';

/** Who holds a lock, as far as the database tells. */
export interface Holder {
  command: string;
  pid: number;
  host: string;
  /** Milliseconds since 1970. */
  since: number;
}

/** Whether some run holds the migration lock, and which, as far as it said. */
export type LockState = { held: false } | { held: true; holder: Holder | undefined };

/** How often a waiter says that it waits. */
const REPORT_EVERY = 10_000;
/** Quick at first, for runs that take no time, then at this pace. */
const SLOWEST_POLL = 500;

export function describeSelf(command: string): Holder {
  return { command, pid: process.pid, host: hostname(), since: Date.now() };
}

/** `migration:up of process 77 on host, which has run for 3 s` */
export function describeHolder(holder: Holder | undefined): string {
  if (holder === undefined) {
    return 'another run, which did not say who it is';
  }
  const age = formatDuration(Math.max(0, Date.now() - holder.since));
  return `${holder.command} of process ${holder.pid} on ${holder.host}, which has run for ${age}`;
}

/**
 * Waits until `attempt` succeeds, saying at first and every ten seconds for whom.
 *
 * @param attempt Tries to take the lock once.
 * @param readHolder Who holds it, for the report.
 * @throws {MigrationError} LOCK_TIMEOUT
 */
export async function waitForLock(
  request: LockRequest,
  attempt: () => Promise<boolean>,
  readHolder: () => Promise<Holder | undefined>,
): Promise<void> {
  const start = Date.now();
  let reported = Number.NEGATIVE_INFINITY;
  for (let pause = 20; !(await attempt()); pause = Math.min(pause * 1.5, SLOWEST_POLL)) {
    request.checkInterrupted();
    const waited = Date.now() - start;
    if (waited >= request.timeout) {
      throw new MigrationError(
        'LOCK_TIMEOUT',
        `Waited ${formatDuration(waited)} for the migration lock; it is held by ${describeHolder(await readHolder())}. ` +
          'Nothing was changed. See whether that run still makes progress; when it ends, or is stopped, the lock is free.',
      );
    }
    // The first half second is silent: most runs find nothing to do and are gone by then.
    if (waited >= 500 && Date.now() - reported >= REPORT_EVERY) {
      reported = Date.now();
      request.report(
        `Waiting for ${describeHolder(await readHolder())}. Giving up in ${formatDuration(request.timeout - waited)}.`,
      );
    }
    // A random part, so that sixteen waiters do not all come at once.
    await sleep(pause * (0.5 + Math.random()));
  }
}
