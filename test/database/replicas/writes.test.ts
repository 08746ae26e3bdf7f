import { expect, test } from '@jest/globals';
import { parseToken, tokenOf } from '../../../src/database/replicas/read-after.ts';
import { Writes } from '../../../src/database/replicas/writes.ts';

test('the last write of each viewer counts, however late an earlier one is heard of', () => {
  const writes = new Writes();
  writes.note('ada', 20);
  writes.note('ada', 10);
  writes.note('bob', 5);
  expect([writes.lastOf('ada'), writes.lastOf('bob'), writes.lastOf('eve')]).toEqual([20, 5, -Infinity]);
});

test('where nothing was heard for a while, everybody may have written', () => {
  const writes = new Writes();
  writes.note('ada', 20);
  writes.noteEverybody(15);
  expect([writes.lastOf('ada'), writes.lastOf('eve')]).toEqual([20, 15]);
});

test('what is long ago is forgotten, and nothing else', () => {
  const writes = new Writes();
  writes.note('ada', 10);
  writes.note('bob', 20);
  writes.note('ada', 30);
  writes.note('eve', 40);
  writes.forget(30);
  expect([writes.lastOf('bob'), writes.lastOf('ada'), writes.lastOf('eve')]).toEqual([-Infinity, 30, 40]);
});

test('a token is read as the moment that it was made of, or a later one', () => {
  expect(parseToken(tokenOf(1_795_657_249_724.2))).toBe(1_795_657_249_725);
});

test.each(['', '-1', '1e3', '0x10', 'Infinity', '1 ', '9'.repeat(16), '٣', "1' or 1"])(
  'a token that is none, as "%s", asks for what no replica knows',
  (token) => {
    expect(parseToken(token)).toBe(Infinity);
  },
);
