import { sql } from 'kysely';
import { dialectOf } from '../../database/dialect.ts';
import { rowMapOf } from '../../database/row-map.ts';
import { allOf, type Condition, compare, isNull, not, ordered, run } from '../../database/sql.ts';
import { Todo } from '../../entities/todo.ts';
import { belongsTo, isPresent } from '../owned.ts';
import { positionAtEnd, positionAtStart, positionBetween } from '../position.ts';
import type { Unit } from '../unit.ts';

/** Right after or right before another todo, or an end of a list. */
export type Place = { side: 'after' | 'before'; neighbour: Todo } | { end: 'START' | 'END' };

/**
 * The position for a todo at `place` in `list`: the one that it has where it stands there already. The order by hand
 * is one for all todos of the viewer, deleted ones too, which come back to their places. So what is right after another
 * one there is so in its list.
 */
export async function positionAt(unit: Unit, todo: Todo, list: string | null, place: Place): Promise<string> {
  if (list === todo.list && (await standsAt(unit, todo, place))) {
    return todo.position;
  }
  if ('end' in place) {
    return place.end === 'END'
      ? positionAtEnd(new Date(), await positionNextTo(unit, todo, 'before'))
      : positionAtStart(await positionNextTo(unit, todo, 'after'));
  }
  const { position } = place.neighbour;
  const beyond = await positionNextTo(unit, todo, place.side, position);
  if (place.side === 'after') {
    return beyond === undefined ? positionAtEnd(new Date(), position) : positionBetween(position, beyond);
  }
  return beyond === undefined ? positionAtStart(position) : positionBetween(beyond, position);
}

/** Whether the todo, which is in the list, stands at `place` already: nothing of the list lies between. */
async function standsAt(unit: Unit, todo: Todo, place: Place): Promise<boolean> {
  const { em, viewer } = unit;
  const rowMap = rowMapOf(em, Todo);
  const isAfter = 'end' in place ? place.end === 'END' : place.side === 'before';
  const between = [isBeyond(unit, isAfter ? 'after' : 'before', todo.position)];
  if ('neighbour' in place) {
    const { position } = place.neighbour;
    between.push(isBeyond(unit, isAfter ? 'before' : 'after', position));
    const isOnSide = isAfter === todo.position < position;
    if (!isOnSide) {
      return false;
    }
  }
  const list = rowMap.column('list');
  const isInList = todo.list === null ? isNull(list, true) : compare(list, 'eq', todo.list);
  const where = allOf([isPresent(rowMap, viewer), isInList, ...between]);
  const found = await run(em, sql`select 1 as "one" from ${sql.table(rowMap.table)} where ${where} limit 1`);
  return found.length === 0;
}

/**
 * The position next to `position` on one side of it, other than that of `todo`; next to nothing, the first one
 * (`after`) or the last one (`before`). Undefined where there is none.
 */
async function positionNextTo(
  unit: Unit,
  todo: Todo,
  side: 'after' | 'before',
  position?: string,
): Promise<string | undefined> {
  const { em, viewer } = unit;
  const rowMap = rowMapOf(em, Todo);
  const conditions = [belongsTo(rowMap, viewer), not(compare(rowMap.column('id'), 'eq', todo.id))];
  if (position !== undefined) {
    conditions.push(isBeyond(unit, side, position));
  }
  const column = rowMap.column('position');
  const direction = side === 'after' ? sql`asc` : sql`desc`;
  const [row] = await run(
    em,
    sql`select ${sql.ref(column.name)} as "position" from ${sql.table(rowMap.table)} where ${allOf(conditions)} order by ${ordered(column, dialectOf(em))} ${direction} limit 1`,
  );
  return row === undefined ? undefined : String(row.position);
}

/** It stands after, or before, `position`. */
function isBeyond({ em }: Unit, side: 'after' | 'before', position: string): Condition {
  const column = ordered(rowMapOf(em, Todo).column('position'), dialectOf(em));
  return side === 'after' ? sql`${column} > ${position}` : sql`${column} < ${position}`;
}
