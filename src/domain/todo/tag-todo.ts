import { lockRows } from '../../database/locked-rows.ts';
import { rowMapOf } from '../../database/row-map.ts';
import { within } from '../../database/scope.ts';
import { compare } from '../../database/sql.ts';
import { updateRows } from '../../database/write.ts';
import { Todo } from '../../entities/todo.ts';
import type { Target } from '../change-row.ts';
import { notFound, versionConflict } from '../not-there.ts';
import { isPresent } from '../owned.ts';
import type { Outcome } from '../problem.ts';
import { inOneTransaction, type Unit, type Writer } from '../unit.ts';
import { addLinks, lockTags, removeLinks } from './tags-of-todo.ts';

/** Gives a todo tags. Those that it has already stay. */
export function addTagsToTodo(
  writer: Writer | Unit,
  target: Target,
  tagIds: readonly string[],
): Promise<Outcome<Todo>> {
  return inOneTransaction(writer, async (unit) => {
    const tags = await lockTags(unit, tagIds);
    const todo = await lockTodo(unit, target);
    if (todo.problems !== undefined) {
      return todo;
    }
    const { result: added, problems } =
      tags.problems === undefined ? await addLinks(unit, target.id, tags.result) : tags;
    return problems === undefined ? retagged(unit, todo.result, added) : { problems };
  });
}

/** Takes tags from a todo. Those that it does not have are passed over. */
export function removeTagsFromTodo(
  writer: Writer | Unit,
  target: Target,
  tagIds: readonly string[],
): Promise<Outcome<Todo>> {
  return inOneTransaction(writer, async (unit) => {
    const todo = await lockTodo(unit, target);
    return todo.problems === undefined
      ? retagged(unit, todo.result, await removeLinks(unit, target.id, tagIds))
      : todo;
  });
}

/** The todo, which nobody else changes until the end of the transaction: two who add tags count each other's. */
async function lockTodo(unit: Unit, { id, expectedVersion }: Target): Promise<Outcome<Todo>> {
  const rowMap = rowMapOf(unit.em, Todo);
  const where = within(isPresent(rowMap, unit.viewer), compare(rowMap.column('id'), 'eq', id));
  const [todo] = await lockRows(unit.em, rowMap, rowMap.properties, where, 'update');
  if (todo === undefined) {
    return notFound('todo');
  }
  if (expectedVersion != null && todo.version !== expectedVersion) {
    return versionConflict('todo', todo, expectedVersion);
  }
  return { result: todo };
}

/** A new version of the todo, where `links` to tags came or went. */
async function retagged(unit: Unit, todo: Todo, links: number): Promise<Outcome<Todo>> {
  if (links === 0) {
    return { result: todo };
  }
  const rowMap = rowMapOf(unit.em, Todo);
  const where = within(isPresent(rowMap, unit.viewer), compare(rowMap.column('id'), 'eq', todo.id));
  const [changed = todo] = await updateRows(unit.em, rowMap, { set: {}, where, now: new Date() });
  unit.happened('UPDATED', changed, todo.list);
  return { result: changed };
}
