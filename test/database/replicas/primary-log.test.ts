import { describe, expect, test } from '@jest/globals';
import { PrimaryLog, type Sample } from '../../../src/database/replicas/primary-log.ts';

function sample(moment: number, position: number): Sample {
  return { moment, position: BigInt(position), system: '1', database: '5', timeline: '1' };
}

function logOf(...samples: Sample[]): PrimaryLog {
  const log = new PrimaryLog(1_000);
  for (const each of samples) {
    log.add(each, performance.now());
  }
  return log;
}

describe('what a replica has that replayed the log as far as', () => {
  const log = logOf(sample(5_000, 10), sample(5_100, 20), sample(5_200, 20), sample(5_300, 30));
  test.each([
    ['before all that is known', 9, undefined],
    ['exactly a position', 10, 5_000],
    ['between two', 19, 5_000],
    ['a position that was the same for a while: until the end of it', 20, 5_200],
    ['the end', 30, 5_300],
    ['beyond the end', 31, 5_300],
  ])('%s', (_where, position, moment) => {
    expect(log.momentOf(BigInt(position))).toBe(moment);
  });
});

test('moments of long ago are forgotten', () => {
  expect(logOf(sample(5_000, 10), sample(6_001, 20)).momentOf(15n)).toBeUndefined();
});

test.each([
  ['whose clock was put back', sample(4_999, 20)],
  ['that knows less, as a replica that was promoted may', sample(6_000, 9)],
])('earlier moments mean nothing on a primary %s', (_which, next) => {
  const log = logOf(sample(5_000, 10), next);
  expect(log.momentOf(next.position)).toBe(next.moment);
  expect(log.momentOf(next.position - 1n)).toBeUndefined();
});

test('now is never before what the clock of the primary shows', async () => {
  const log = new PrimaryLog(1_000);
  expect(log.now()).toBeUndefined();
  // Asked 40 ms ago; it may have answered just now.
  log.add(sample(5_000, 10), performance.now() - 40);
  expect(log.now()).toBeGreaterThan(5_040);
});
