import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { databaseFailure } from '../../src/database/failure.ts';
import { logFailure } from '../../src/server/errors/failure-log.ts';
import { keptLog } from './log-lines.ts';

beforeEach(() => {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance', 'Date'] });
});
afterEach(() => {
  // What was told is forgotten once nothing has failed for a while.
  jest.advanceTimersByTime(20_000);
  jest.useRealTimers();
});

/** The log of requests of which each fails with `code`. */
function failing(code: string) {
  const { log, lines } = keptLog();
  const error = Object.assign(new Error('It failed.'), { code });
  const failure = databaseFailure(error);
  return {
    lines,
    fail() {
      if (failure !== undefined) {
        logFailure(log, failure, error);
      }
    },
  };
}

test.each([
  ['53100', 'DATABASE_FULL', 50, /^The disk of PostgreSQL is full\. Make room/],
  ['SQLITE_FULL', 'DATABASE_FULL', 50, /^The disk of the SQLite database is full.* Make room/],
  ['SQLITE_CORRUPT', 'DATABASE_DAMAGED', 60, /restore it from a backup$/],
  ['SQLITE_IOERR', 'DATABASE_UNAVAILABLE', 50, /look at the disk/],
  ['ECONNREFUSED', 'DATABASE_UNAVAILABLE', 50, /^The database failed a request$/],
])(
  '%s: the first of many requests leaves a line with its cause and what to do',
  (cause, code, level, msg) => {
    const { lines, fail } = failing(cause);
    fail();
    fail();
    expect(lines).toEqual([
      expect.objectContaining({
        level,
        code,
        msg: expect.stringMatching(msg),
        err: expect.objectContaining({ code: cause }),
      }),
    ]);
  },
);

test('every 10 seconds a line says how many more have failed, until none does', () => {
  const { lines, fail } = failing('ECONNREFUSED');
  for (const failures of [3, 1, 0, 1]) {
    for (let index = 0; index < failures; index++) {
      fail();
    }
    jest.advanceTimersByTime(10_000);
  }
  expect(lines.map(({ msg, requests }) => [msg, requests])).toEqual([
    ['The database failed a request', undefined],
    ['The database failed 2 more requests like this one', 2],
    ['The database failed 1 more requests like this one', 1],
    // After a while without any it is the first again.
    ['The database failed a request', undefined],
  ]);
});
