import { dialectOf } from '../database/dialect.ts';
import type { RowMap } from '../database/row-map.ts';
import { readRows } from '../database/rows.ts';
import { within } from '../database/scope.ts';
import { type Condition, compare, not, ordered } from '../database/sql.ts';
import { sql } from '../database/sql-template.ts';
import { belongsTo, isPresent, type Owned } from './owned.ts';
import { positionAtEnd, positionAtStart, positionBetween } from './position.ts';
import type { Unit } from './unit.ts';

/** A row that stands in an order by hand. */
export interface Placed extends Owned {
  position: string;
}

/** Where a row is to go: next to the one with this id, or to an end. */
export type Spot = { side: 'after' | 'before'; id: string } | { end: 'START' | 'END' };

/** Right after or right before another row, or an end of the order. */
export type Place<Row extends Placed> =
  | { side: 'after' | 'before'; neighbour: Row }
  | { end: 'START' | 'END' };

/**
 * The position for a row at `place`: the one that it has where it stands there already. The order by hand is one for all
 * rows of the viewer, deleted ones too, which come back to their places. So what is right after another one there is so
 * in any part of them.
 *
 * @param among What the row stands among: only that counts for whether it stands there already, and that it must meet.
 *   Undefined where it does not yet.
 * @throws NoRoomError
 */
export async function positionAt<Row extends Placed>(
  unit: Unit,
  rowMap: RowMap<Row>,
  row: Row,
  place: Place<Row>,
  among: Condition | undefined,
): Promise<string> {
  if (among !== undefined && (await standsAt(unit, rowMap, row, place, among))) {
    return row.position;
  }
  if ('end' in place) {
    return place.end === 'END'
      ? positionAtEnd(new Date(), await positionNextTo(unit, rowMap, row, 'before'))
      : positionAtStart(await positionNextTo(unit, rowMap, row, 'after'));
  }
  const { position } = place.neighbour;
  const beyond = await positionNextTo(unit, rowMap, row, place.side, position);
  if (place.side === 'after') {
    return beyond === undefined ? positionAtEnd(new Date(), position) : positionBetween(position, beyond);
  }
  return beyond === undefined ? positionAtStart(position) : positionBetween(beyond, position);
}

/** Whether the row stands at `place` already: nothing `among` what it stands among lies between. */
async function standsAt<Row extends Placed>(
  { em, viewer }: Unit,
  rowMap: RowMap<Row>,
  row: Row,
  place: Place<Row>,
  among: Condition,
): Promise<boolean> {
  const beyond = (side: 'after' | 'before', position: string) => isBeyond(em, rowMap, side, position);
  const isAfter = 'end' in place ? place.end === 'END' : place.side === 'before';
  const between = [beyond(isAfter ? 'after' : 'before', row.position)];
  if ('neighbour' in place) {
    const { position } = place.neighbour;
    if (isAfter !== row.position < position) {
      return false;
    }
    between.push(beyond(isAfter ? 'before' : 'after', position));
  }
  const where = within(isPresent(rowMap, viewer), among, ...between);
  const found = await readRows(em, rowMap, ['id'], where, { limit: 1 });
  return found.length === 0;
}

/**
 * The position next to `position` on one side of it, other than that of `row`; next to nothing, the first one
 * (`after`) or the last one (`before`). Undefined where there is none.
 */
async function positionNextTo<Row extends Placed>(
  { em, viewer }: Unit,
  rowMap: RowMap<Row>,
  row: Row,
  side: 'after' | 'before',
  position?: string,
): Promise<string | undefined> {
  const conditions = [not(compare(rowMap.column('id'), 'eq', row.id))];
  if (position !== undefined) {
    conditions.push(isBeyond(em, rowMap, side, position));
  }
  const where = within(belongsTo(rowMap, viewer), ...conditions);
  const [next] = await readRows(em, rowMap, ['position'], where, {
    orderBy: [{ property: 'position', descending: side === 'before' }],
    limit: 1,
  });
  return next?.position;
}

/** It stands after, or before, `position`. */
function isBeyond<Row extends Placed>(
  em: Unit['em'],
  rowMap: RowMap<Row>,
  side: 'after' | 'before',
  position: string,
): Condition {
  const column = ordered(rowMap.column('position'), dialectOf(em));
  return side === 'after' ? sql`${column} > ${position}` : sql`${column} < ${position}`;
}
