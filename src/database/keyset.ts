import type { Dialect } from './dialect.ts';
import type { Column, DatabaseValue } from './row-map.ts';
import { type Condition, isNull, ordered, type Sql } from './sql.ts';
import { sql } from './sql-template.ts';

/** One column of an order. What has no value comes last, whichever the direction. */
export interface Key {
  column: Column;
  descending: boolean;
}

/** A row's place in an order: the values of its keys, as the database has them. */
export type Position = readonly DatabaseValue[];

/**
 * A part of a walk: rows that an index on the keys holds side by side. All rows of a segment come before all rows of
 * the next one.
 */
export interface Segment {
  conditions: Condition[];
  /** Terms of `order by`. */
  order: Sql[];
}

export interface Walk {
  /** The order of the list; the last key is unique and never null. */
  keys: readonly Key[];
  /** Towards the beginning of the list instead of its end. */
  backwards: boolean;
  dialect: Dialect;
}

/**
 * The rows that come after `position` on the walk, or all of them, as few segments that both planners serve from a
 * plain index on the keys without sorting. One condition with `or` would say the same, but neither planner would
 * seek to the position: the cost of a page would grow with its depth. Where nulls are kept apart, no `nulls last` is
 * needed, which a plain index serves in one direction only (and another one on each database).
 *
 * @param inclusive The row at `position` too.
 */
export function segments(walk: Walk, position?: Position, inclusive = false): Segment[] {
  const all: Segment = { conditions: [], order: [] };
  return position === undefined ? everything(walk, 0, all) : beyond(walk, 0, all, position, inclusive);
}

/** All rows of `whole`, which settles the keys before number `index`. */
function everything(walk: Walk, index: number, whole: Segment): Segment[] {
  const { column } = keyAt(walk, index);
  const { conditions } = whole;
  const order = [...whole.order, ...orderBy(walk, index)];
  if (!column.nullable) {
    return [{ conditions, order }];
  }
  const present = { conditions: [...conditions, isNull(column, false)], order };
  const absent = everything(walk, index + 1, withoutValue(walk, index, whole));
  return walk.backwards ? [...absent, present] : [present, ...absent];
}

/**
 * The rows of `whole` that have no value in key number `index`. The key stays in the order: PostgreSQL knows that what
 * equals a constant is in any order, but not that what is null is, and would read the primary key from its start.
 */
function withoutValue(walk: Walk, index: number, { conditions, order }: Segment): Segment {
  return {
    conditions: [...conditions, isNull(keyAt(walk, index).column, true)],
    order: [...order, orderTerm(walk, index)],
  };
}

/** The rows after `position` in `whole`, which makes the keys before number `index` equal to it. */
function beyond(
  walk: Walk,
  index: number,
  whole: Segment,
  position: Position,
  inclusive: boolean,
): Segment[] {
  const { column } = keyAt(walk, index);
  const value = position[index];
  const { conditions } = whole;
  const order = [...whole.order, ...orderBy(walk, index)];
  // On a walk forwards, what has no value comes after all that have one.
  const absent =
    column.nullable && value !== null && !walk.backwards
      ? everything(walk, index + 1, withoutValue(walk, index, whole))
      : [];
  if (value !== null && runsToTheEnd(walk, index)) {
    return [{ conditions: [...conditions, tupleAfter(walk, index, position, inclusive)], order }, ...absent];
  }
  const same =
    value === null
      ? withoutValue(walk, index, whole)
      : { ...whole, conditions: [...conditions, sql`${ordered(column, walk.dialect)} = ${value}`] };
  const ties = beyond(walk, index + 1, same, position, inclusive);
  if (value === null) {
    const present = { conditions: [...conditions, isNull(column, false)], order };
    return walk.backwards ? [...ties, present] : ties;
  }
  const further = sql`${ordered(column, walk.dialect)} ${isDescending(walk, index) ? sql`<` : sql`>`} ${value}`;
  return [...ties, { conditions: [...conditions, further], order }, ...absent];
}

/** Whether the keys from number `index` on can be compared as one tuple: one direction, and no nulls after the first. */
function runsToTheEnd(walk: Walk, index: number): boolean {
  return walk.keys
    .slice(index + 1)
    .every(({ column, descending }) => !column.nullable && descending === keyAt(walk, index).descending);
}

function tupleAfter(walk: Walk, index: number, position: Position, inclusive: boolean): Condition {
  const columns = walk.keys.slice(index).map(({ column }) => ordered(column, walk.dialect));
  const operator = `${isDescending(walk, index) ? '<' : '>'}${inclusive ? '=' : ''}`;
  return sql`(${sql.join(columns)}) ${sql.raw(operator)} (${sql.join(position.slice(index))})`;
}

/** Terms that order by the keys from number `index` on, whose column has a value in every row of the segment. */
function orderBy(walk: Walk, index: number): Sql[] {
  return walk.keys.slice(index).map(({ column }, offset) => {
    const term = orderTerm(walk, index + offset);
    return column.nullable && offset > 0 ? sql`${term} ${nullsAt(walk)}` : term;
  });
}

/** Terms that order rows of all segments alike, by the names under which the columns are selected. */
export function orderOfSelected(walk: Walk, names: readonly string[]): Sql[] {
  return walk.keys.map(({ column }, index) => {
    const name = names[index] ?? column.name;
    return sql`${ordered({ ...column, name, expression: undefined }, walk.dialect)} ${direction(walk, index)} ${nullsAt(walk)}`;
  });
}

const orderTerm = (walk: Walk, index: number): Sql =>
  sql`${ordered(keyAt(walk, index).column, walk.dialect)} ${direction(walk, index)}`;
const direction = (walk: Walk, index: number): Sql => (isDescending(walk, index) ? sql`desc` : sql`asc`);
const nullsAt = (walk: Walk): Sql => (walk.backwards ? sql`nulls first` : sql`nulls last`);
const isDescending = (walk: Walk, index: number): boolean => keyAt(walk, index).descending !== walk.backwards;

function keyAt(walk: Walk, index: number): Key {
  const key = walk.keys[index];
  if (key === undefined) {
    throw new RangeError('The last key of an order must be unique and never null.');
  }
  return key;
}
