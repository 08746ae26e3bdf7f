import { setTimeout as wait } from 'node:timers/promises';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { activity } from './activity.ts';
import { errorCode } from './connection-failure.ts';
import { onAnotherConnection } from './lost-connection.ts';

/** More often than clients get into each other's way in a row by chance, with longer and longer pauses. */
const MAX_ATTEMPTS = 20;
const MAX_PAUSE_MS = 1_000;

/**
 * What says that somebody else came between, so that the same may succeed when it is tried again.
 * PostgreSQL manual, appendix A; https://www.sqlite.org/rescode.html.
 */
const CAME_BETWEEN = /^(40001|40P01|23505|SQLITE_BUSY.*|SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY))$/;

/**
 * Does `work` in a transaction: all that it writes is there for everybody at once, or nothing when it throws.
 *
 * Does it again from the start after a deadlock, a serialization failure, or a broken unique constraint: whoever
 * looked before writing did not see what somebody else was just writing, and sees it now. So `work` keeps nothing from
 * one time to the next. Not where the connection is lost: the commit may have come through.
 */
export async function inTransaction<Result>(
  em: SqlEntityManager,
  work: (transaction: SqlEntityManager) => Promise<Result>,
): Promise<Result> {
  return again(async () => {
    const transaction = em.fork();
    // Nothing has been done when this fails.
    await onAnotherConnection(() => transaction.begin());
    try {
      const result = await work(transaction);
      // The caller was told that it is taken back.
      activity.getStore()?.signal?.throwIfAborted();
      await transaction.commit();
      return result;
    } catch (error) {
      // Where the connection is gone it fails too, and would hide why.
      await transaction.rollback().catch(() => {});
      throw error;
    }
  });
}

/** Does `work`, which writes in one statement, again where somebody else came between. */
export async function again<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === MAX_ATTEMPTS || !CAME_BETWEEN.test(errorCode(error) ?? '')) {
        throw error;
      }
      // At random, so that two that met do not meet again.
      await wait(Math.random() * Math.min(MAX_PAUSE_MS, 2 ** attempt));
    }
  }
}
