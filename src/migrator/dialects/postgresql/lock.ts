import { createHash } from 'node:crypto';
import type { AbstractSqlDriver } from '@mikro-orm/sql';
import { MigrationError } from '../../errors.ts';
import { quoteString } from '../../model/quote.ts';
import type { Execute } from '../../run/execute.ts';
import { describeSelf, type Holder, type LockState, waitForLock } from '../../run/lock-wait.ts';
import type { Lock, LockRequest } from '../../run/migration-database.ts';

/** First half of every key; the second one names the history. Advisory locks are per database by themselves. */
const NAMESPACE = 0x6d6f726d;

/**
 * Takes a session advisory lock on a connection of its own (manual, "Advisory Locks"): the server frees it when the
 * session ends, however that happens. What holds it says so in its `application_name`, which every user may read.
 *
 * @param historyTable The lock is per history: two applications may migrate their own in one database.
 */
export async function takeLock(
  driver: AbstractSqlDriver,
  historyTable: string,
  request: LockRequest,
): Promise<Lock> {
  const key = keyOf(historyTable);
  const session = Promise.withResolvers<Execute>();
  const released = Promise.withResolvers<void>();
  const held = driver
    .getConnection()
    .getClient()
    .connection()
    .execute(async (client) => {
      session.resolve((sql) => driver.getConnection().execute(sql, [], 'all', client));
      await released.promise;
    });
  held.catch(session.reject);
  const execute = await session.promise;
  try {
    // A session that waits is not idle for nothing.
    await execute('set idle_session_timeout = 0').catch(() => {});
    await waitForLock(
      request,
      async () => {
        const rows = await execute(`select pg_try_advisory_lock(${NAMESPACE}, ${key}) as taken`);
        return rows[0]?.taken === true;
      },
      async () => {
        const state = await readState(execute, key);
        return state.held ? state.holder : undefined;
      },
    );
    await execute(`set application_name = ${quoteString(printHolder(describeSelf(request.command)))}`);
  } catch (error) {
    released.resolve();
    throw error;
  }
  return {
    assertHeld: () => assertHeld(execute),
    release: async () => {
      // The connection goes back to a pool that is closed next; unlock it even so, where it still lives.
      await execute(`select pg_advisory_unlock(${NAMESPACE}, ${key})`).catch(() => {});
      await execute('reset application_name').catch(() => {});
      released.resolve();
      await held.catch(() => {});
    },
  };
}

/**
 * Makes the server look after its client while a statement runs (manual, `client_connection_check_interval`): else what a
 * killed run had asked for goes on to its end, and the next run waits for its locks. Servers that cannot do it go on without.
 */
export async function noticeDeadClient(execute: Execute): Promise<void> {
  await execute('set client_connection_check_interval = 1000').catch(() => {});
}

/** The lock lives as long as its session: where that answers, the lock is held. */
async function assertHeld(execute: Execute): Promise<void> {
  try {
    await execute('select 1');
  } catch (error) {
    throw new MigrationError(
      'LOCK_TIMEOUT',
      'The connection that holds the migration lock was lost; another run may have started. ' +
        'The migration in progress was rolled back. Run the command again.',
      { cause: error },
    );
  }
}

/** PostgreSQL keeps 63 bytes of an application name: the host, which may be long, comes last. */
function printHolder({ command, pid, since, host }: Holder): string {
  return `${command} ${pid} ${since} ${host}`.slice(0, 63);
}

/** Second half of the lock's key. */
function keyOf(historyTable: string): number {
  return createHash('sha256').update(historyTable).digest().readInt32BE(0);
}

/** Who holds the lock of a history. */
export function readLockState(execute: Execute, historyTable: string): Promise<LockState> {
  return readState(execute, keyOf(historyTable));
}

async function readState(execute: Execute, key: number): Promise<LockState> {
  const rows = await execute(
    `select a.application_name as name
       from pg_locks as l join pg_stat_activity as a using (pid)
      where l.locktype = 'advisory' and l.granted and l.objsubid = 2
        and l.database = (select oid from pg_database where datname = current_database())
        and l.classid = ${NAMESPACE}::bigint::oid and l.objid = ${key >>> 0}::bigint::oid`,
  );
  if (rows.length === 0) {
    return { held: false };
  }
  const match = /^(\S+) (\d+) (\d+) (.*)$/.exec(String(rows[0]?.name ?? ''));
  const holder: Holder | undefined =
    match === null
      ? undefined
      : { command: match[1] ?? '', pid: Number(match[2]), since: Number(match[3]), host: match[4] ?? '' };
  return { held: true, holder };
}
