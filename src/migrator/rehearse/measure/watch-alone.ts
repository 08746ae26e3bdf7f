import { setTimeout as sleep } from 'node:timers/promises';
import type { AbstractSqlDriver } from '@mikro-orm/sql';
import { quoteName } from '../../model/quote.ts';
import type { Execute } from '../../run/execute.ts';
import { type Baseline, type HeldLock, readLocks, readStates, rewritten, scanned } from './relations.ts';

/** What a statement outside any transaction did. */
export interface Watched {
  held: readonly HeldLock[];
  rewrites: string[];
  scans: string[];
}

/** How long the statement is watched for the place where it waits, in milliseconds. */
const PATIENCE = 5000;

/**
 * Runs a statement that cannot be in a transaction, and sees its locks, which it gives back before it ends. Another
 * session writes to every table in a transaction that it leaves open: `create index concurrently` and its like wait
 * for such transactions (manual, "Building Indexes Concurrently"), their locks in hand, and are looked at then.
 *
 * @param driver For the other session.
 * @param execute Of the session that `run` is carried out in.
 */
export async function watchAlone(
  driver: AbstractSqlDriver,
  execute: Execute,
  baseline: Baseline,
  run: () => Promise<void>,
): Promise<Watched> {
  // What earlier statements of this session left in its statistics would be sent, and gone, at any moment.
  await execute('select pg_stat_force_next_flush()');
  const rows = await execute('select pg_backend_pid() as pid');
  const before = await readStates(execute);
  const held = await beside(driver, baseline, Number(rows[0]?.pid), run);
  const after = await readStates(execute);
  return { held, rewrites: rewritten(before, after, baseline), scans: scanned(before, after, baseline) };
}

async function beside(
  driver: AbstractSqlDriver,
  baseline: Baseline,
  backend: number,
  run: () => Promise<void>,
): Promise<HeldLock[]> {
  const tables = [...baseline.tables.values()].map(quoteName);
  const connection = driver.getConnection();
  const transaction = await connection.begin();
  const execute: Execute = (sql) => connection.execute(sql, [], 'all', transaction);
  let seen: HeldLock[] = [];
  let ended = false;
  let running: Promise<void> = Promise.resolve();
  try {
    if (tables.length > 0) {
      await execute(`lock table ${tables.join(', ')} in row exclusive mode`);
    }
    running = run().finally(() => {
      ended = true;
    });
    // Awaited below, whatever happens meanwhile.
    running.catch(() => {});
    for (const start = Date.now(); !ended && Date.now() - start < PATIENCE; ) {
      // Asked first: what it waits with is then among the locks.
      const waits = await isWaiting(execute, backend);
      const locks = await readLocks(execute, baseline, String(backend));
      seen = seen.concat(locks.filter((lock) => !seen.some((other) => isSame(lock, other))));
      if (waits) {
        break;
      }
      await sleep(2);
    }
  } finally {
    await connection.rollback(transaction);
  }
  await running;
  return seen;
}

async function isWaiting(execute: Execute, backend: number): Promise<boolean> {
  const rows = await execute(`select 1 from pg_locks where pid = ${backend} and not granted limit 1`);
  return rows.length > 0;
}

function isSame(one: HeldLock, other: HeldLock): boolean {
  return one.table === other.table && one.mode === other.mode;
}
