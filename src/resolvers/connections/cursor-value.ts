import { validate } from 'uuid';
import { isCalendarDate } from '../../domain/calendar-date.ts';
import { isStorable } from '../../domain/text.ts';

/** How the value of an order's key stands in a cursor. */
export interface CursorValue {
  /** The value in JSON. */
  write(value: unknown): unknown;
  /** The value that `write` made `json` from, or undefined: a cursor may hold anything, and has to be told from none. */
  read(json: unknown): unknown;
}

const same = (value: unknown) => value;

/** 9999-12-31T23:59:59.999Z: what `DateTime` can show, and both databases can compare with. */
const LATEST = 253_402_300_799_999;

/** A moment, in milliseconds since 1970. */
export const moment: CursorValue = {
  write: (value) => (value instanceof Date ? value.getTime() : value),
  read: (json) => (isInteger(json, 0, LATEST) ? new Date(json) : undefined),
};

/** A day, as `YYYY-MM-DD`. */
export const day: CursorValue = {
  write: same,
  read: (json) => (typeof json === 'string' && isCalendarDate(json) ? json : undefined),
};

/** A whole number that fits the smallest column that holds one. */
export const smallInteger: CursorValue = {
  write: same,
  read: (json) => (isInteger(json, -32_768, 32_767) ? json : undefined),
};

/** Any text that a database can hold. */
export const text: CursorValue = {
  write: same,
  read: (json) => (typeof json === 'string' && isStorable(json) ? json : undefined),
};

/** A UUID in lower case. */
export const uuid: CursorValue = {
  write: same,
  read: (json) =>
    typeof json === 'string' && validate(json) && json === json.toLowerCase() ? json : undefined,
};

/** A value that may be missing. */
export function nullable({ write, read }: CursorValue): CursorValue {
  return {
    write: (value) => (value === null ? null : write(value)),
    read: (json) => (json === null ? null : read(json)),
  };
}

function isInteger(json: unknown, smallest: number, largest: number): json is number {
  return typeof json === 'number' && Number.isInteger(json) && json >= smallest && json <= largest;
}
