import type { DatabaseFailure } from '../failure.ts';

/** `SQLITE_FULL` is a full disk, `SQLITE_IOERR_WRITE` also a quota or a limit that has been met. */
const FULL = /^SQLITE_(FULL|IOERR_(WRITE|SHMSIZE))$/;

/** What a caller is told, whichever database it is. */
export const DATABASE_FULL = {
  code: 'DATABASE_FULL',
  message: 'The database has no room left, and nothing was changed. Reading goes on. Try again later.',
} as const;

const DAMAGED = /^SQLITE_(CORRUPT.*|NOTADB)$/;

/**
 * The disk fails or is gone, has become read-only, or another program has kept the file for longer than a statement is
 * tried again.
 */
const UNAVAILABLE = /^SQLITE_(IOERR|READONLY|CANTOPEN|BUSY|LOCKED|PROTOCOL)(_.*)?$/;

/**
 * What the code of a failed statement says to a caller: https://www.sqlite.org/rescode.html. In each case SQLite has taken
 * the transaction back, and goes on by itself once the cause is gone.
 */
export function sqliteFailure(code: string): DatabaseFailure | undefined {
  if (FULL.test(code)) {
    return {
      ...DATABASE_FULL,
      advice:
        'The disk of the SQLite database is full, or a quota is used up. Make room: it then goes on by itself',
    };
  }
  if (DAMAGED.test(code)) {
    return {
      code: 'DATABASE_DAMAGED',
      message: 'The database is damaged, until its operator has restored it.',
      advice:
        'THE SQLITE DATABASE IS DAMAGED. Stop the server, keep a copy of the file, restore it from a backup',
    };
  }
  return UNAVAILABLE.test(code)
    ? {
        code: 'DATABASE_UNAVAILABLE',
        message: 'The database cannot be used now, and nothing was changed. Try again in a while.',
        advice:
          'The SQLite database cannot be read or written: look at the disk, and at what else has the file open',
      }
    : undefined;
}
