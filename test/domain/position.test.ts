import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { NoRoomError, positionAtEnd, positionAtStart, positionBetween } from '../../src/domain/position.ts';
import { POSITION_MAX_LENGTH } from '../../src/entities/position.ts';

const moments = fc.integer({ min: 1, max: 253402300799999 });
const digits = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'];
/** As `positionAtEnd` and `positionBetween` make them: no zero at their end. */
const tails = fc
  .tuple(
    fc.array(fc.constantFrom(...digits), { maxLength: 60 }),
    fc.constantFrom(...digits.filter((digit) => digit !== '0')),
  )
  .map(([start, end]) => [...start, end].join(''));
/** As the migration `place_todos` made them: the digits of an id. */
const ids = fc.uuid().map((id) => id.replaceAll('-', ''));
const positions = fc
  .tuple(moments, fc.oneof(tails, ids))
  .map(([time, tail]) => String(time).padStart(15, '0') + tail);

/** By code point: the units of JavaScript are in the same order here. */
const compare = (one: string, other: string) => (one < other ? -1 : Number(one > other));
const pairs = fc
  .oneof(
    fc.tuple(positions, positions),
    // Neighbours that have much in common.
    fc.tuple(positions, tails).map(([one, tail]) => [one, one + tail] as [string, string]),
    fc
      .tuple(moments, tails, tails)
      .map(([time, one, other]) => [one, other].map((tail) => String(time).padStart(15, '0') + tail)),
  )
  .filter(([one, other]) => one !== other)
  .map((pair) => pair.toSorted(compare) as [string, string]);

/** What every position keeps to. */
function check(position: string) {
  expect(position).toMatch(/^\d{15}[0-9A-Za-z]*$/);
  expect(position.length).toBeLessThanOrEqual(POSITION_MAX_LENGTH);
  return position;
}

test('the end begins with the moment, in fifteen digits', () => {
  fc.assert(
    fc.property(moments, (time) => {
      expect(check(positionAtEnd(new Date(time))).slice(0, 15)).toBe(String(time).padStart(15, '0'));
    }),
  );
});

test('the end is after what is last, also where that is from a clock that is ahead', () => {
  fc.assert(
    fc.property(moments, positions, (time, last) => {
      const end = check(positionAtEnd(new Date(time), last));
      expect(compare(last, end)).toBe(-1);
      expect(end).toHaveLength(20);
    }),
  );
});

test('what one process puts at the end in the same millisecond stays in order', () => {
  const now = new Date(1_764_000_000_000);
  const made = Array.from({ length: 10_000 }, () => positionAtEnd(now));
  expect(made).toEqual(made.toSorted(compare));
  expect(new Set(made).size).toBe(made.length);
});

test('the start is before what is first, and gets no longer however often something goes there', () => {
  fc.assert(
    fc.property(positions, (first) => {
      // Fifty years ago is early enough.
      let start = first.startsWith('0000') ? `0001${first.slice(4)}` : first;
      for (let count = 0; count < 20; count++) {
        const next = check(positionAtStart(start));
        expect(compare(next, start)).toBe(-1);
        start = next;
      }
      expect(start.length).toBeLessThanOrEqual(20);
    }),
  );
});

test('where there is nothing yet, start and end are the same moment', () => {
  const now = new Date(1_764_000_000_000);
  expect(positionAtStart(undefined, now).slice(0, 15)).toBe(positionAtEnd(now).slice(0, 15));
});

test('the start of time has room before it too', () => {
  const start = positionAtStart('000000000000000V');
  expect(compare(start, '000000000000000V')).toBe(-1);
  expect(compare(positionAtStart(start), start)).toBe(-1);
});

test('between is strictly between, whatever the two are', () => {
  fc.assert(
    fc.property(pairs, ([before, after]) => {
      const between = check(positionBetween(before, after));
      expect([before, between, after]).toEqual([before, between, after].toSorted(compare));
      expect(between).not.toBe(before);
      expect(between).not.toBe(after);
      // So that there is room next to it as well.
      check(positionBetween(before, between));
      check(positionBetween(between, after));
    }),
    { numRuns: 1000 },
  );
});

test('between is as short as leaves room for chance', () => {
  // Years apart; four characters more than what the two have in common would do, but a moment has fifteen digits.
  expect(positionBetween('001764000000000abcde', '001864000000000abcde')).toHaveLength(15);
  expect(positionBetween('001764000000000abcde', '001764000000001abcde')).toHaveLength(20);
});

test('of 1000 that move into one gap at once, no two choose the same', () => {
  const chosen = Array.from({ length: 1000 }, () => positionBetween('001764000000000V', '001764000000000W'));
  // A thousand choices of a million places meet with a probability of 0.4; two with one of 0.000001.
  expect(new Set(chosen).size).toBeGreaterThan(995);
});

test('n moves into one gap make it longer by at most 6 + n/5 characters, wherever each goes', () => {
  fc.assert(
    fc.property(
      pairs,
      fc.oneof(
        fc.array(fc.boolean(), { maxLength: 300 }),
        fc.tuple(fc.boolean(), fc.nat(300)).map(([side, count]) => new Array<boolean>(count).fill(side)),
      ),
      ([before, after], moves) => {
        let [low, high] = [before, after];
        const longest = Math.max(low.length, high.length);
        for (const [index, goesLow] of moves.entries()) {
          const between = positionBetween(low, high);
          expect(between.length).toBeLessThanOrEqual(longest + 6 + (index + 1) / 5);
          [low, high] = goesLow ? [low, between] : [between, high];
        }
      },
    ),
  );
});

test('it is refused where it would be too long, some 5000 moves into one gap later', () => {
  let high = '001764000000001V';
  let moves = 0;
  const low = '001764000000000V';
  const moveOn = () => {
    for (; moves < 10_000; moves++) {
      high = check(positionBetween(low, high));
    }
  };
  expect(moveOn).toThrow(NoRoomError);
  expect(moves).toBeGreaterThan(5000);
});

test('it is refused where the first of the two is not before the second', () => {
  expect(() => positionBetween('001764000000001V', '001764000000000V')).toThrow(NoRoomError);
  expect(() => positionBetween('001764000000000V', '001764000000000V')).toThrow(NoRoomError);
});
