import { expect, test } from '@jest/globals';
import { byPhase, type Sample, summarize } from '../../../bench/online/latency.ts';

const sample = (due: number, ended: number, failure?: string): Sample => ({
  operation: 'todo',
  due,
  ended,
  failure,
});

test('percentiles are durations that were measured, failed requests among them', () => {
  const samples = Array.from({ length: 100 }, (_, n) => sample(n, n + n + 1));

  expect(summarize([...samples, sample(0, 10_000, 'no answer')])).toEqual({
    requests: 101,
    failed: 1,
    p50: 51,
    p99: 100,
    max: 10_000,
  });
});

test('a request belongs to a migration when it was under way while that ran', () => {
  const { before, during, after } = byPhase(
    [
      sample(0, 99),
      sample(90, 100),
      sample(120, 130),
      sample(150, 9000, 'no answer'),
      sample(200, 201),
      sample(201, 202),
    ],
    { from: 100, to: 200 },
    { from: 0, to: 300 },
  );

  expect([before.requests, during.requests, after.requests]).toEqual([1, 4, 1]);
  expect([before.failed, during.failed, after.failed]).toEqual([0, 1, 0]);
});

test('requests that were due too early or too late for a migration are not counted', () => {
  const phases = byPhase([sample(9, 150), sample(300, 301)], { from: 100, to: 200 }, { from: 10, to: 300 });

  expect(Object.values(phases).map(({ requests }) => requests)).toEqual([0, 0, 0]);
});
