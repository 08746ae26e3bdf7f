import { AsyncLocalStorage } from 'node:async_hooks';

/** What one request does at the database. */
export interface Activity {
  /** How many statements it has sent. */
  statements: number;
  /** How long it has waited for them, in milliseconds; those that ran side by side count each. */
  statementMs: number;
  /** Aborted when the request may take no longer: no further statement begins, and the one that runs is cancelled. */
  signal?: AbortSignal;
  /** When that is, as `performance.now()` says it: for what runs where no signal arrives. */
  endsAt?: number;
  /** Who asks, once that is known. */
  viewerId?: string;
}

/** The activity of the request that is being answered; none for what the process does by itself. */
export const activity = new AsyncLocalStorage<Activity>();

/** Runs `statement`, and counts it for the request that it belongs to. */
export async function counted<Result>(statement: () => Promise<Result>): Promise<Result> {
  const current = activity.getStore();
  if (current === undefined) {
    return statement();
  }
  current.signal?.throwIfAborted();
  current.statements++;
  const began = performance.now();
  try {
    return await statement();
  } finally {
    current.statementMs += performance.now() - began;
  }
}
