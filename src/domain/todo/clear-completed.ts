import { lockRows } from '../../database/locked-rows.ts';
import { rowMapOf } from '../../database/row-map.ts';
import { readRows } from '../../database/rows.ts';
import { type OwnedCondition, within } from '../../database/scope.ts';
import { compare, isNull, isOneOf } from '../../database/sql.ts';
import { updateStatement } from '../../database/write.ts';
import { Todo } from '../../entities/todo.ts';
import { isPresent } from '../owned.ts';
import type { Outcome } from '../problem.ts';
import { inOneTransaction, type Unit, type Writer } from '../unit.ts';
import { type ListId, lockList } from './list-of-todo.ts';

/** How many are deleted at once. */
export const CLEARED_AT_ONCE = 1000;

/** Which todos were deleted, and whether there are more. */
export interface Cleared {
  deletedIds: string[];
  hasMore: boolean;
}

/**
 * Deletes todos that are done, those first that were done first.
 *
 * @param listId Only those in this list; null for the inbox, absent for all.
 */
export function clearCompleted(writer: Writer | Unit, listId: ListId): Promise<Outcome<Cleared>> {
  return inOneTransaction(writer, async (unit): Promise<Outcome<Cleared>> => {
    const { problems } = await lockList(unit, listId ?? null);
    if (problems !== undefined) {
      return { problems };
    }
    const where = isCompletedIn(unit, listId);
    const found = await findOldest(unit, where);
    return {
      result: {
        deletedIds: await deleteThose(unit, found.slice(0, CLEARED_AT_ONCE), where),
        hasMore: found.length > CLEARED_AT_ONCE,
      },
    };
  });
}

function isCompletedIn({ em, viewer }: Unit, listId: ListId): OwnedCondition {
  const rowMap = rowMapOf(em, Todo);
  const list = rowMap.column('list');
  const isDone = within(isPresent(rowMap, viewer), isNull(rowMap.column('completedAt'), false));
  if (listId === undefined) {
    return isDone;
  }
  return within(isDone, listId === null ? isNull(list, true) : compare(list, 'eq', listId));
}

/** The ids of those that are to be deleted, and of one more. */
async function findOldest({ em }: Unit, where: OwnedCondition): Promise<string[]> {
  const todos = await readRows(em, rowMapOf(em, Todo), ['id'], where, {
    orderBy: [{ property: 'completedAt' }, { property: 'id' }],
    limit: CLEARED_AT_ONCE + 1,
  });
  return todos.map(({ id }) => id);
}

async function deleteThose(unit: Unit, ids: readonly string[], where: OwnedCondition): Promise<string[]> {
  const rowMap = rowMapOf(unit.em, Todo);
  // What somebody has reopened, moved or deleted in the meantime is left out.
  const still = within(where, isOneOf(rowMap.column('id'), ids));
  await lockRows(unit.em, rowMap, ['id'], still, 'update');
  const now = new Date();
  const deletion = updateStatement(unit.em, rowMap, { set: { deletedAt: now }, where: still, now });
  return (await unit.write('DELETED', deletion)).map(({ id }) => id);
}
