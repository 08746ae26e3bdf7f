import { describe, expect, test } from '@jest/globals';
import { Progress } from '../../../../src/migrator/run/backfill/progress.ts';

/** A progress by a clock that is set by hand. */
function progressOf(before: number, left: number) {
  const lines: string[] = [];
  const clock = { now: 0 };
  const progress = new Progress(
    (line) => lines.push(line),
    'Migration02: "notes"',
    before,
    left,
    () => clock.now,
  );
  return {
    lines,
    at(now: number, rows: number) {
      clock.now = now;
      progress.step(rows);
      return lines.at(-1);
    },
    progress,
    clock,
  };
}

describe('the progress of a backfill', () => {
  test('is told every five seconds at most, with what is left', () => {
    const { at, lines } = progressOf(0, 2_000_000);
    expect(at(4999, 100_000)).toBeUndefined();
    expect(at(5000, 500_000)).toBe(
      'Migration02: "notes": 500,000 of about 2,000,000 rows changed (25 %), about 15.0 s left.',
    );
    at(9000, 600_000);
    expect(lines).toHaveLength(1);
  });

  test('counts what earlier runs did, and not their time', () => {
    const { at } = progressOf(1_000_000, 1_000_000);
    expect(at(10_000, 1_500_000)).toContain(
      '1,500,000 of about 2,000,000 rows changed (75 %), about 10.0 s left.',
    );
  });

  test('promises nothing beyond the estimate', () => {
    expect(progressOf(0, 10).at(5000, 12)).toBe('Migration02: "notes": 12 rows changed.');
  });

  test('ends with the sum', () => {
    const { progress, clock, lines } = progressOf(0, 1);
    clock.now = 1500;
    progress.end(1);
    expect(lines).toEqual(['Migration02: "notes": 1 row changed; this run took 1.5 s.']);
  });
});
