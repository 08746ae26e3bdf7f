import { expect, test } from '@jest/globals';
import { cachedPrepare } from '../../../src/database/sqlite/statement-cache.ts';

function counting() {
  const prepared: string[] = [];
  const prepare = cachedPrepare((sql) => {
    prepared.push(sql);
    return { sql };
  });
  return { prepared, prepare };
}

test('a statement that comes again is prepared once, one that changes tables each time', () => {
  const { prepared, prepare } = counting();
  const statements = ['select 1', 'select 1', 'alter table a', 'alter table a'];
  expect(statements.map((sql) => prepare(sql).sql)).toEqual(statements);
  expect(prepared).toEqual(['select 1', 'alter table a', 'alter table a']);
});

test('the last two hundred are kept, however many clients make out of filters', () => {
  const { prepared, prepare } = counting();
  prepare('select 0');
  for (let index = 1; index <= 199; index++) {
    prepare(`select ${index}`);
  }
  prepare('select 0');
  prepare('select 200');
  prepared.length = 0;
  prepare('select 0');
  prepare('select 1');
  expect(prepared).toEqual(['select 1']);
});
