import { expect, test } from '@jest/globals';
import { Tally } from '../../../src/server/limits/tally.ts';

test('each client has as many as it may, and one more for each that it gives back', () => {
  const tally = new Tally();
  const take = () => tally.take('ann', 2);
  expect([take(), take(), take()]).toEqual([true, true, false]);
  tally.giveBack('ann');
  expect([take(), take()]).toEqual([true, false]);
  tally.giveBack('ann');
  tally.giveBack('ann');
  tally.giveBack('ann');
  expect([take(), take(), take()]).toEqual([true, true, false]);
  expect(tally.take('bob', 1)).toBe(true);
});
