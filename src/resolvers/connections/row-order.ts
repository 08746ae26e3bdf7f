import type { Ordering } from '../../database/page.ts';
import { badUserInput } from '../errors.ts';
import type { CursorValue } from './cursor-value.ts';

/** One key of an order that cursors can hold. */
export interface OrderKey<Row> extends Ordering<Row> {
  value: CursorValue;
}

/** Longer than any cursor of this API: a title of 200 code points, each escaped, in base64. */
const MAX_CURSOR_LENGTH = 6_000;

/** An order of a list, and the cursors that mark places in it. */
export class RowOrder<Row> {
  readonly keys: readonly OrderKey<Row>[];
  /** Stands for the order in its cursors: a place in one order says nothing about another. */
  readonly #name: string;

  /**
   * @param type What is ordered.
   * @param keys The last one is unique and never null.
   */
  constructor(type: string, keys: readonly OrderKey<Row>[]) {
    this.keys = keys;
    this.#name = `${type}:${keys.map(({ property, descending }) => (descending ? `-${property}` : property)).join()}`;
  }

  /** The cursor of the place where `row` is. */
  cursorOf(row: Row): string {
    const values = this.keys.map(({ property, value }) => value.write(row[property]));
    return Buffer.from(JSON.stringify([this.#name, ...values])).toString('base64url');
  }

  /**
   * The values of the keys at the place that `cursor` marks.
   *
   * @param argument Where the cursor was given, for the error.
   * @throws BAD_USER_INPUT for anything but a cursor of this order.
   */
  positionOf(cursor: string, argument: string): unknown[] {
    const json = parse(cursor);
    if (!Array.isArray(json) || typeof json[0] !== 'string') {
      throw badUserInput(argument, `"${argument}" is no cursor. Send one as this list returned it.`);
    }
    if (json[0] !== this.#name) {
      throw badUserInput(
        argument,
        `"${argument}" is a cursor of another order. Send it with the "orderBy" that it came from, or start without it.`,
      );
    }
    const values = this.keys.map(({ value }, index) => value.read(json[index + 1]));
    if (json.length !== values.length + 1 || values.includes(undefined)) {
      throw badUserInput(argument, `"${argument}" is no cursor. Send one as this list returned it.`);
    }
    return values;
  }
}

/** The JSON in `cursor`, or undefined. */
function parse(cursor: string): unknown {
  const bytes = Buffer.from(cursor, 'base64url');
  // Buffer passes over what is not base64url.
  if (cursor.length > MAX_CURSOR_LENGTH || bytes.toString('base64url') !== cursor) {
    return undefined;
  }
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}
