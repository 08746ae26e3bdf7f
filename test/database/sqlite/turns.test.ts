import { expect, test } from '@jest/globals';
import { Turns } from '../../../src/database/sqlite/turns.ts';

/** Everything that waits, in the order in which it is done. */
function all(turns: Turns<string>): string[] {
  const work: string[] = [];
  for (let next = turns.next(); next !== undefined; next = turns.next()) {
    work.push(next);
  }
  return work;
}

test('whoever has much to be done has others in between', () => {
  const turns = new Turns<string>();
  for (const [whom, work] of [
    ['a', 'a1'],
    ['a', 'a2'],
    ['a', 'a3'],
    ['b', 'b1'],
    ['c', 'c1'],
    ['b', 'b2'],
  ] as const) {
    turns.add(whom, work);
  }
  expect(all(turns)).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3']);
});

test('what is removed is not done, and what is not there is not missed', () => {
  const turns = new Turns<string>();
  turns.add('a', 'a1');
  turns.add('a', 'a2');
  turns.add('b', 'b1');
  turns.remove('a', 'a1');
  turns.remove('b', 'b1');
  turns.remove('c', 'c1');
  expect(all(turns)).toEqual(['a2']);
  turns.add('b', 'b2');
  expect(all(turns)).toEqual(['b2']);
});
