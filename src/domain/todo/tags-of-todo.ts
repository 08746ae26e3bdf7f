import { lockRows } from '../../database/locked-rows.ts';
import { type RowMap, rowMapOf } from '../../database/row-map.ts';
import { readRows } from '../../database/rows.ts';
import { type OwnedCondition, ofRowOf, within } from '../../database/scope.ts';
import { isOneOf, not, refer } from '../../database/sql.ts';
import { insertRows, removeRows } from '../../database/write.ts';
import { Tag } from '../../entities/tag.ts';
import { Todo } from '../../entities/todo.ts';
import { TodoTag } from '../../entities/todo-tag.ts';
import { notFound } from '../not-there.ts';
import { isPresent } from '../owned.ts';
import type { Outcome, Problem } from '../problem.ts';
import type { Unit } from '../unit.ts';

/** How many tags a todo can have. */
export const MAX_TAGS = 20;

/** The ids, each once. */
export function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}

const TOO_MANY: Problem = {
  code: 'TOO_MANY',
  field: ['tagIds'],
  message: `A todo can have at most ${MAX_TAGS} tags. Give it fewer, or take some from it first.`,
};

/**
 * Keeps tags of the viewer from being deleted until the end of the transaction.
 *
 * @returns The ids, each once; problems of `tagIds` where they are more than a todo can have, or not there.
 */
export async function lockTags(unit: Unit, tagIds: readonly string[]): Promise<Outcome<string[]>> {
  const ids = unique(tagIds);
  if (ids.length > MAX_TAGS) {
    return { problems: [TOO_MANY] };
  }
  if (ids.length === 0) {
    return { result: ids };
  }
  const rowMap = rowMapOf(unit.em, Tag);
  const where = within(isPresent(rowMap, unit.viewer), isOneOf(rowMap.column('id'), ids));
  const found = new Set((await lockRows(unit.em, rowMap, ['id'], where, 'share')).map(({ id }) => id));
  const problems = ids.flatMap((id) =>
    found.has(id) ? [] : (notFound('tag', ['tagIds', String(tagIds.indexOf(id))]).problems ?? []),
  );
  return problems.length > 0 ? { problems } : { result: ids };
}

/**
 * Gives a todo, which is new or locked, those of the tags that it does not have.
 *
 * @returns How many those are, or a problem of `tagIds` where it has too many then.
 */
export async function addLinks(
  unit: Unit,
  todo: string,
  tagIds: readonly string[],
): Promise<Outcome<number>> {
  const { em } = unit;
  const rowMap = rowMapOf(em, TodoTag);
  const ofTodo = linksOf(unit, rowMap, todo);
  const links = await readRows(em, rowMap, ['tag'], ofTodo);
  const has = new Set(links.map(({ tag }) => tag));
  const added = tagIds.filter((id) => !has.has(id));
  if (added.length === 0) {
    return { result: 0 };
  }
  if (has.size + added.length > MAX_TAGS) {
    const linked = links.map(({ tag }) => tag);
    const present = await presentTags(unit, linked);
    if (present.length + added.length > MAX_TAGS) {
      return { problems: [TOO_MANY] };
    }
    // Deleted tags, which nobody sees, make room: if they were restored it would have more than it can.
    await removeRows(em, rowMap, {
      where: within(ofTodo, not(isOneOf(rowMap.column('tag'), present))),
    });
  }
  await insertRows(
    em,
    rowMap,
    added.map((tag) => ({ todo, tag })),
  );
  return { result: added.length };
}

/** The links of a todo of the viewer. */
function linksOf({ em, viewer }: Unit, rowMap: RowMap<TodoTag>, todo: string): OwnedCondition {
  return ofRowOf(refer(rowMap.column('todo')), rowMapOf(em, Todo), todo, viewer.id);
}

/** Those of the tags that are not deleted. */
async function presentTags({ em, viewer }: Unit, ids: readonly string[]): Promise<string[]> {
  const rowMap = rowMapOf(em, Tag);
  const where = within(isPresent(rowMap, viewer), isOneOf(rowMap.column('id'), ids));
  return (await readRows(em, rowMap, ['id'], where)).map(({ id }) => id);
}

/**
 * Takes tags from a todo, which is locked.
 *
 * @returns How many of them it had.
 */
export function removeLinks(unit: Unit, todo: string, tagIds: readonly string[]): Promise<number> {
  const rowMap = rowMapOf(unit.em, TodoTag);
  const where = within(linksOf(unit, rowMap, todo), isOneOf(rowMap.column('tag'), unique(tagIds)));
  return removeRows(unit.em, rowMap, { where });
}
