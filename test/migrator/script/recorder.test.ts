import { expect, test } from '@jest/globals';
import { Recorder } from '../../../src/migrator/script/recorder.ts';

function record(...statements: string[]): [string, number | null][] {
  const recorder = new Recorder();
  for (const sql of statements) {
    recorder.see(sql);
  }
  return recorder.statements.map(({ sql, transaction }) => [sql, transaction]);
}

test('keeps what is committed, with the number of its transaction', () => {
  expect(record('a', 'begin', 'b', 'c;', 'commit', 'begin', 'd', 'commit', 'e')).toEqual([
    ['a', null],
    ['b', 0],
    ['c', 0],
    ['d', 1],
    ['e', null],
  ]);
});

test('forgets what is rolled back, altogether or to a savepoint', () => {
  expect(record('begin', 'a', 'rollback', 'begin', 'b', 'commit')).toEqual([['b', 1]]);
  expect(
    record(
      'begin',
      'a',
      'savepoint "x"',
      'b',
      'savepoint "x"',
      'c',
      'rollback to "x"',
      'release "x"',
      'd',
      'commit',
    ),
  ).toEqual([
    ['a', 0],
    ['b', 0],
    ['d', 0],
  ]);
  expect(
    record('begin', 'savepoint x', 'a', 'rollback to savepoint x', 'release savepoint x', 'commit'),
  ).toEqual([]);
});

test('leaves out what only reads, but not what a migration reads itself', () => {
  expect(
    record('select 1', 'pragma table_info("a")', 'pragma foreign_keys', 'pragma foreign_keys = off'),
  ).toEqual([['pragma foreign_keys = off', null]]);
  const recorder = new Recorder();
  recorder.own = true;
  recorder.see(`select setval('a', 1)`);
  expect(recorder.statements).toHaveLength(1);
});

test('keeps before a transaction what cannot be in it', () => {
  const recorder = new Recorder();
  recorder.see('begin');
  recorder.see('a');
  recorder.keepAlone('b');
  recorder.see('c');
  recorder.see('rollback');
  expect(recorder.statements.map(({ sql }) => sql)).toEqual(['b']);
});
