import { hostname } from 'node:os';
import type Database from 'better-sqlite3';
import { errorCode } from '../connection-failure.ts';
import { openBeside } from './open-beside.ts';

/** The file cannot be served by this process: another one does. */
export class FileInServiceError extends Error {
  override readonly name = 'FileInServiceError';
}

/**
 * Makes this process the one that serves the SQLite database in `file`: only it would hear of what it writes.
 *
 * The lock is a transaction on a database file beside it that is about to write and never does: the system ends it with
 * the process, however that ends, and others can read meanwhile who holds it. The database itself cannot be the lock,
 * as migrations and other programs write to it too. The lock file stays: to delete it would let the next process lock
 * one that nobody else sees any more.
 *
 * @param file As SQLite names it: absolute, through no symbolic link. So each way to write its path leads to one lock.
 * @returns What gives it up.
 * @throws FileInServiceError saying which process holds it.
 */
export async function lockForServing(file: string): Promise<() => void> {
  const lock = openBeside(`${file}.server-lock`);
  try {
    lock.exec('begin immediate');
    writeHolder(lock);
    lock.exec('begin immediate');
  } catch (error) {
    const message = describeFailure(file, errorCode(error) ?? '', lock);
    lock.close();
    throw message === undefined ? error : new FileInServiceError(message, { cause: error });
  }
  return () => lock.close();
}

/** Ends the transaction. On a full disk the lock goes without a name. */
function writeHolder(lock: Database): void {
  try {
    lock.exec('create table if not exists holder (name text not null); delete from holder');
    const name = `process ${process.pid} on ${hostname()}, since ${new Date().toISOString()}`;
    lock.prepare('insert into holder (name) values (?)').run(name);
    lock.exec('commit');
  } catch {
    lock.exec('rollback');
  }
}

function readHolder(lock: Database): string {
  try {
    return (lock.prepare('select name from holder').get() as { name: string }).name;
  } catch {
    // It is just taking the lock, or found no room for its name.
    return 'another process';
  }
}

function describeFailure(file: string, code: string, lock: Database): string | undefined {
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code)) {
    return `${file}.server-lock is no lock of this server. It holds no data: delete it while no server runs.`;
  }
  return code.startsWith('SQLITE_BUSY')
    ? `The SQLite database ${file} is already served by ${readHolder(lock)}. Stop that one, or set DATABASE_URL to ` +
        'another file. Several processes at a time need PostgreSQL.'
    : undefined;
}
