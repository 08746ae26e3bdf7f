import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import type { AbstractSqlDriver } from '@mikro-orm/sql';
import { readErrorFacts } from '../../diagnose/error-facts.ts';
import { MigrationError } from '../../errors.ts';
import { describeSelf, type Holder, type LockState, waitForLock } from '../../run/lock-wait.ts';
import type { Lock, LockRequest } from '../../run/migration-database.ts';
import { openOwnDriver } from '../../run/own-driver.ts';

/**
 * Takes the lock of the database in `file`: an exclusive transaction on an empty database file beside it. SQLite locks
 * files with the operating system's own locks, which end with the process however it ends. The database itself
 * cannot be the lock: that would end with each migration's transaction, or keep the application from reading.
 *
 * The lock file stays: to delete it would let a waiter lock a file that nobody else sees any more.
 */
export async function takeLock(
  driver: AbstractSqlDriver,
  file: string | undefined,
  request: LockRequest,
): Promise<Lock> {
  if (file === undefined) {
    return queueInMemory(driver);
  }
  const { path, holderPath } = pathsOf(file);
  // Waiting is done here, with a word about it; better-sqlite3 would block the whole process meanwhile.
  const { SqliteDriver } = await import('@mikro-orm/sqlite');
  const own = openOwnDriver(driver, {
    driver: SqliteDriver,
    dbName: path,
    driverOptions: { timeout: 0 },
    attachDatabases: [],
  });
  const connection = own.getConnection();
  try {
    await waitForLock(
      request,
      () => begin(connection, path),
      () => readHolder(holderPath),
    );
    await writeFile(holderPath, JSON.stringify(describeSelf(request.command)));
  } catch (error) {
    await own.close(true);
    throw error;
  }
  return {
    assertHeld: async () => {
      // Only this process can end its own transaction.
    },
    release: async () => {
      await rm(holderPath, { force: true });
      await own.close(true);
    },
  };
}

async function begin(connection: Pick<Connection, 'execute'>, path: string): Promise<boolean> {
  try {
    // Nothing is ever written: a journal file would only lie about.
    await connection.execute('pragma journal_mode = memory');
    await connection.execute('begin exclusive');
    return true;
  } catch (error) {
    const { code, message } = readErrorFacts(error);
    if (code.startsWith('SQLITE_BUSY')) {
      return false;
    }
    throw new MigrationError(
      'LOCK_TIMEOUT',
      `The migration lock ${path} cannot be taken: ${message}. ` +
        'The folder of the database must be writable for the user that migrates it.',
      { cause: error },
    );
  }
}

type Connection = ReturnType<AbstractSqlDriver['getConnection']>;

function pathsOf(file: string) {
  const path = `${file}.migrate-lock`;
  return { path, holderPath: `${path}-holder` };
}

/**
 * Who holds the lock of the database in `file`: whether its holder's file is there does not tell, as a killed process
 * leaves it behind. While somebody holds the lock, the lock file cannot be read; to read it keeps nobody from anything.
 */
export async function readLockState(driver: AbstractSqlDriver, file: string | undefined): Promise<LockState> {
  if (file === undefined || !existsSync(pathsOf(file).path)) {
    return { held: false };
  }
  const { path, holderPath } = pathsOf(file);
  const { SqliteDriver } = await import('@mikro-orm/sqlite');
  const own = openOwnDriver(driver, {
    driver: SqliteDriver,
    dbName: path,
    driverOptions: { readonly: true, fileMustExist: true, timeout: 0 },
    attachDatabases: [],
  });
  try {
    await own.getConnection().execute('select 1 from sqlite_schema');
    return { held: false };
  } catch (error) {
    if (!readErrorFacts(error).code.startsWith('SQLITE_BUSY')) {
      throw error;
    }
    return { held: true, holder: await readHolder(holderPath) };
  } finally {
    await own.close(true);
  }
}

/** The file is written after the lock is taken: it may be missing, half written, or of a process that was killed. */
async function readHolder(path: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

/** Databases in memory belong to one connection; runs on it queue here. */
const queues = new WeakMap<AbstractSqlDriver, Promise<void>>();

async function queueInMemory(driver: AbstractSqlDriver): Promise<Lock> {
  const before = queues.get(driver);
  const mine = Promise.withResolvers<void>();
  queues.set(driver, mine.promise);
  await before;
  return { assertHeld: async () => {}, release: async () => mine.resolve() };
}
