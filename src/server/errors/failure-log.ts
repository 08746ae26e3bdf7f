import type { FastifyBaseLogger } from 'fastify';
import type { DatabaseFailure } from '../../database/failure.ts';

/** An outage makes every request fail: after the first line, one in so many milliseconds says how many did. */
const EVERY_MS = 10_000;

/** How many requests have failed since the last line, by code. */
const untold = new Map<DatabaseFailure['code'], number>();

/** Writes one line with the cause for the first of many requests that fail alike, then how many more did. */
export function logFailure(log: FastifyBaseLogger, { code, advice }: DatabaseFailure, error: unknown): void {
  const more = untold.get(code);
  if (more !== undefined) {
    untold.set(code, more + 1);
    return;
  }
  log[code === 'DATABASE_DAMAGED' ? 'fatal' : 'error'](
    { err: error, code },
    advice ?? 'The database failed a request',
  );
  untold.set(code, 0);
  tellLater(log, code);
}

function tellLater(log: FastifyBaseLogger, code: DatabaseFailure['code']): void {
  setTimeout(() => {
    const requests = untold.get(code) ?? 0;
    untold.delete(code);
    if (requests > 0) {
      log.error({ code, requests }, `The database failed ${requests} more requests like this one`);
      untold.set(code, 0);
      tellLater(log, code);
    }
  }, EVERY_MS).unref();
}
