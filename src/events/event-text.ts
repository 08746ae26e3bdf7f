import type { SqlEntityManager } from '@mikro-orm/sql';
import { rowMapOf } from '../database/row-map.ts';
import { Todo } from '../entities/todo.ts';
import { changeInPlace, type TodoEvent } from './todo-event.ts';
import { readTodos } from './todo-rows.ts';

/** What travels of an event. The list that the todo was in before goes along only where it is another one. */
type WireEvent = Pick<TodoEvent, 'kind' | 'ownerId'> & {
  previousListId?: string | null;
  /** By property, as JSON has what the column has: PostgreSQL writes it too (`row_to_json`). */
  todo: Record<string, unknown>;
};

/** `event` as text, to travel between processes. */
export function encodeEvent(
  em: SqlEntityManager,
  { kind, ownerId, todo, previousListId }: TodoEvent,
): string {
  const rowMap = rowMapOf(em, Todo);
  const columns = Object.entries(todo).flatMap(([name, value]) =>
    rowMap.has(name) ? [[name, rowMap.column(name).write(value)]] : [],
  );
  const moved = previousListId === todo.list ? {} : { previousListId };
  return JSON.stringify({ kind, ownerId, ...moved, todo: Object.fromEntries(columns) } satisfies WireEvent);
}

/**
 * The event that `text` stands for.
 *
 * @throws SyntaxError or TypeError for a text that is no event: whoever may connect to a database may notify.
 */
export function decodeEvent(em: SqlEntityManager, text: string): TodoEvent {
  const { kind, ownerId, todo: row, previousListId }: WireEvent = JSON.parse(text);
  const [todo] = readTodos(em, [row]);
  if (todo === undefined || typeof kind !== 'string' || typeof ownerId !== 'string' || !('id' in todo)) {
    throw new TypeError('This is no event.');
  }
  const event = changeInPlace(kind, ownerId, todo);
  return previousListId === undefined ? event : { ...event, previousListId };
}
