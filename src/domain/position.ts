import { randomInt } from 'node:crypto';
import { POSITION_MAX_LENGTH } from '../entities/position.ts';

/** What a position is made of, in the order of their code points. */
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** A position begins with a moment in milliseconds, in this many decimal digits; what follows is in base 62. */
const TIME_LENGTH = 15;
const END_OF_TIME = 10 ** TIME_LENGTH;
/** How many characters follow the moment of a position at an end. */
const TAIL_LENGTH = 5;
const TAILS = DIGITS.length ** TAIL_LENGTH;
/** How much further than the one before it a second position of the same millisecond lies, at most. */
const TAIL_STEP = 62 ** 2;
/** How many places there must be between two neighbours, so that two who choose one at once choose different ones. */
const ROOM = 62 ** 4;
/** The part in the middle of them that is chosen from. */
const MIDDLE = 1 / 16;

/** That nothing can be put between two neighbours. */
export class NoRoomError extends Error {
  override readonly name = 'NoRoomError';
  readonly code = 'NO_ROOM';

  constructor(before: string, after: string) {
    super(
      `There is no room between the positions ${shorten(before)} and ${shorten(after)}. ` +
        'Move one of the two to an end first.',
    );
  }
}

/**
 * A position after everything that was put at the end before `now`, and after `last`: fifteen digits of the moment, then
 * something random. Who creates needs to read nothing. What one process puts there in the same millisecond stays in order.
 *
 * The idea of keys with room between them is that of the package `fractional-indexing`. That one is deterministic, so that two who put
 * something at the same place at once get the same key, which a unique index refuses; and it makes the key at an end from
 * the one that is there, which has to be read. Here time makes the ends, and chance what lies between.
 *
 * @param last The position of what is last now, where that is known: it may be from a clock that is ahead.
 * @throws NoRoomError after the year 33658.
 */
export function positionAtEnd(now: Date, last?: string): string {
  const time = last === undefined ? now.getTime() : Math.max(now.getTime(), timeOf(last) + 1);
  return atTime(time, last ?? '');
}

/**
 * A position before `first`, which is the position of what is first now: its moment less one, so that it gets no longer
 * however often something goes to the start. Where there is nothing yet, the same as at the end.
 */
export function positionAtStart(first?: string, now = new Date()): string {
  if (first === undefined) {
    return positionAtEnd(now);
  }
  const time = timeOf(first) - 1;
  return time < 0 ? positionBetween('', first) : atTime(time, first);
}

/**
 * A position between two neighbours: as short as leaves some 62⁴ places between them, and one of those around the middle by
 * chance. Each move into one and the same gap about halves it, so that a character comes with every sixth.
 *
 * @throws NoRoomError where it would be longer than what is stored, or `before` is not before `after`.
 */
export function positionBetween(before: string, after: string): string {
  // As numbers with `length` digits, `before` and `after` are this far apart.
  let distance = 0;
  for (let length = 1; length <= POSITION_MAX_LENGTH; length++) {
    const index = length - 1;
    distance = distance * baseAt(index) + digitAt(after, index) - digitAt(before, index);
    if (distance < 0) {
      break;
    }
    if (distance > ROOM && length >= TIME_LENGTH) {
      const lowest = Math.floor((distance * (1 - MIDDLE)) / 2);
      return endless(() => plus(before, length, lowest + randomInt(Math.floor(distance * MIDDLE))));
    }
  }
  throw new NoRoomError(before, after);
}

/** The moment that `position` begins with. */
function timeOf(position: string): number {
  return Number(position.slice(0, TIME_LENGTH));
}

/** The place that the last position of this millisecond was made at. */
let previous = { time: Number.NaN, tail: 0 };

function atTime(time: number, neighbour: string): string {
  if (time >= END_OF_TIME) {
    throw new NoRoomError(neighbour, '9'.repeat(TIME_LENGTH));
  }
  // One that begins another millisecond leaves the upper half to those that follow.
  let tail = previous.time === time ? previous.tail + 1 + randomInt(TAIL_STEP) : randomInt(TAILS / 2);
  if (tail % DIGITS.length === 0) {
    tail++;
  }
  if (tail >= TAILS) {
    return atTime(time + 1, neighbour);
  }
  previous = { time, tail };
  return String(time).padStart(TIME_LENGTH, '0') + inBase62(tail);
}

function inBase62(tail: number): string {
  let text = '';
  for (let rest = tail; text.length < TAIL_LENGTH; rest = Math.floor(rest / DIGITS.length)) {
    text = DIGITS.charAt(rest % DIGITS.length) + text;
  }
  return text;
}

function baseAt(index: number): number {
  return index < TIME_LENGTH ? 10 : DIGITS.length;
}

function digitAt(position: string, index: number): number {
  return index < position.length ? DIGITS.indexOf(position.charAt(index)) : 0;
}

/** `position`, cut or filled up with zeros to `length`, and `amount` more in its last place. */
function plus(position: string, length: number, amount: number): string {
  const digits: string[] = [];
  let carry = amount;
  for (let index = length - 1; index >= 0; index--) {
    const sum = digitAt(position, index) + carry;
    digits.push(DIGITS.charAt(sum % baseAt(index)));
    carry = Math.floor(sum / baseAt(index));
  }
  return digits.reverse().join('');
}

/** The first that does not end with a zero: nothing could be put between a position and that with a zero after it. */
function endless(make: () => string): string {
  for (;;) {
    const position = make();
    if (!position.endsWith('0')) {
      return position;
    }
  }
}

function shorten(position: string): string {
  return position.length > 60 ? `${position.slice(0, 60)}… (${position.length} characters)` : position;
}
