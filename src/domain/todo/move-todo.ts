import { type Column, rowMapOf } from '../../database/row-map.ts';
import { within } from '../../database/scope.ts';
import { type Condition, compare, isNull } from '../../database/sql.ts';
import { updateRows } from '../../database/write.ts';
import { Todo } from '../../entities/todo.ts';
import type { Target } from '../change-row.ts';
import { notFound, versionConflict } from '../not-there.ts';
import { isPresent, readPresent } from '../owned.ts';
import { type Place, positionAt, type Spot } from '../place.ts';
import { NoRoomError } from '../position.ts';
import type { Outcome } from '../problem.ts';
import { inOneTransaction, type Unit, type Writer } from '../unit.ts';
import { type ListId, lockList } from './list-of-todo.ts';

/** Where a todo is to go. */
export interface Destination {
  /** The list, null for the inbox; absent, its own list or that of its new neighbour. */
  listId?: ListId;
  /** Right after or right before another todo, or to an end of the list. */
  place: Spot;
}

/** Moves a todo to another place in the order by hand, or into another list. Writes that one row and no other. */
export function moveTodo(
  writer: Writer | Unit,
  target: Target,
  destination: Destination,
): Promise<Outcome<Todo>> {
  return inOneTransaction(writer, async (unit) => {
    for (;;) {
      const outcome = await tryMove(unit, target, destination);
      if (outcome !== undefined) {
        return outcome;
      }
    }
  });
}

/** Undefined where somebody has changed the todo meanwhile. */
async function tryMove(
  unit: Unit,
  { id, expectedVersion }: Target,
  { listId, place }: Destination,
): Promise<Outcome<Todo> | undefined> {
  const rowMap = rowMapOf(unit.em, Todo);
  const todo = await readPresent(unit, rowMap, id);
  if (todo === undefined) {
    return notFound('todo');
  }
  if (expectedVersion != null && todo.version !== expectedVersion) {
    return versionConflict('todo', todo, expectedVersion);
  }
  const neighbour = 'id' in place ? await readPresent(unit, rowMap, place.id) : undefined;
  if ('id' in place && (neighbour === undefined || (listId !== undefined && neighbour.list !== listId))) {
    return noNeighbour(`${place.side}Id`, neighbour === undefined);
  }
  const list = listId === undefined ? (neighbour ?? todo).list : listId;
  const { problems } = await lockList(unit, list);
  if (problems !== undefined) {
    return { problems };
  }
  const wanted: Place<Todo> =
    'id' in place && neighbour !== undefined
      ? { side: place.side, neighbour }
      : { end: 'end' in place ? place.end : 'END' };
  try {
    const among = list === todo.list ? isIn(rowMap.column('list'), list) : undefined;
    const position = await positionAt(unit, rowMap, todo, wanted, among);
    return await write(unit, todo, list, position);
  } catch (error) {
    if (error instanceof NoRoomError && 'side' in place) {
      return {
        problems: [{ code: 'CONFLICT', field: [`${place.side}Id`], message: error.message }],
        current: todo,
      };
    }
    throw error;
  }
}

function isIn(column: Column, list: string | null): Condition {
  return list === null ? isNull(column, true) : compare(column, 'eq', list);
}

async function write(
  unit: Unit,
  todo: Todo,
  list: string | null,
  position: string,
): Promise<Outcome<Todo> | undefined> {
  if (list === todo.list && position === todo.position) {
    return { result: todo };
  }
  const rowMap = rowMapOf(unit.em, Todo);
  const where = within(
    isPresent(rowMap, unit.viewer),
    compare(rowMap.column('id'), 'eq', todo.id),
    compare(rowMap.column('version'), 'eq', todo.version),
  );
  const [moved] = await updateRows(unit.em, rowMap, { set: { list, position }, where, now: new Date() });
  if (moved === undefined) {
    return undefined;
  }
  unit.happened('MOVED', moved, todo.list);
  return { result: moved };
}

function noNeighbour(field: string, isGone: boolean): Outcome<never> {
  if (isGone) {
    return notFound('todo', [field]);
  }
  const message =
    'The todo with this id is in another list than "listId" (now). Leave "listId" out to go where it is. Nothing was changed.';
  return { problems: [{ code: 'NOT_FOUND', field: [field], message }] };
}
