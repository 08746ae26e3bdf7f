import { statSync } from 'node:fs';
import { rm, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { SqlEntityManager } from '@mikro-orm/sql';
import type Database from 'better-sqlite3';
import { errorCode } from '../connection-failure.ts';
import { again } from '../transaction.ts';
import { openBeside } from './open-beside.ts';

/** Network file systems of Linux by the number that `statfs` gives (its manual page, and linux/magic.h). */
const NETWORK_FILE_SYSTEMS = new Map([
  [0x6969, 'NFS'],
  [0x517b, 'SMB'],
  [0xff534d42, 'SMB'],
  [0xfe534d42, 'SMB'],
  [0x5346414f, 'AFS'],
  [0x00c36400, 'Ceph'],
  [0x01021997, '9P'],
]);

/** How long the log is left once all of it is in the database, in bytes. */
export const LOG_LIMIT = 16 * 1024 * 1024;

/**
 * Brings what a log longer than `LOG_LIMIT` has into the database, so that it begins anew with the next commit. For a
 * moment in which nobody reads: what somebody still reads stays, and the commits that do this by themselves may each
 * meet somebody. Where it fails, the commits go on trying.
 */
export function shortenLargeLog(database: Database, file: string): void {
  try {
    if (!database.inTransaction && statSync(`${file}-wal`).size > LOG_LIMIT) {
      database.pragma('wal_checkpoint(passive)');
    }
  } catch {
    // A full disk, or no log any more: the next commit tells.
  }
}

/**
 * Gives the database in `file` a write-ahead log, which it keeps from then on, whoever opens it: who reads waits for
 * nobody who writes, and a commit is one write and one sync. Where that cannot work it has a rollback journal.
 *
 * @returns A sentence that says why it has none.
 */
export async function keepWriteAheadLog(em: SqlEntityManager, file: string): Promise<string | undefined> {
  const reason = await whyNot(file);
  if (reason !== undefined) {
    await em.execute('pragma journal_mode = delete');
    return `The SQLite database ${file} has no write-ahead log, so that who reads waits for who writes: ${reason}`;
  }
  try {
    // Nobody else may have it open at that moment, but only the first time.
    await again(() => em.execute('pragma journal_mode = wal'));
    return undefined;
  } catch (error) {
    if (!errorCode(error)?.startsWith('SQLITE_BUSY')) {
      throw error;
    }
    return `The SQLite database ${file} gets its write-ahead log at the next start: another process has it open now.`;
  }
}

/** Processes share memory through a file of the log, on one machine only (https://www.sqlite.org/wal.html, 1 "Overview"). */
async function whyNot(file: string): Promise<string | undefined> {
  const { type } = process.platform === 'linux' ? await statfs(dirname(file)) : { type: 0 };
  const network = networkFileSystem(type);
  if (network !== undefined) {
    return `it lies on a network file system (${network}), where SQLite's locks cannot be relied on either. Move it to a disk of this machine.`;
  }
  const code = await trySharedMemory(`${file}.wal-probe`);
  return code === undefined
    ? undefined
    : `its folder does not let processes share memory (${code}). Is it on a network file system? Move it to a disk of this machine.`;
}

/** What the network file system with this number is called; `undefined` for one of this machine. */
export function networkFileSystem(type: number): string | undefined {
  return NETWORK_FILE_SYSTEMS.get(type >>> 0);
}

/**
 * Writes to a database of its own: one that has been told to keep a log where it cannot says that it does, and can be
 * neither written any more nor told otherwise.
 *
 * @returns The code of what failed.
 */
async function trySharedMemory(path: string): Promise<string | undefined> {
  const probe = openBeside(path);
  try {
    probe.exec('pragma journal_mode = wal; create table if not exists probe (value)');
    return undefined;
  } catch (error) {
    const code = errorCode(error) ?? 'unknown';
    // A full disk says nothing about memory.
    return code === 'SQLITE_FULL' ? undefined : code;
  } finally {
    probe.close();
    await Promise.all(
      ['', '-wal', '-shm'].map((suffix) => rm(`${path}${suffix}`, { force: true }).catch(() => {})),
    );
  }
}
