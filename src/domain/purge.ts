import { setImmediate as letOthers } from 'node:timers/promises';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RowMap, rowMapOf } from '../database/row-map.ts';
import { ofEverybody } from '../database/scope.ts';
import { compare } from '../database/sql.ts';
import { removeRows } from '../database/write.ts';
import { List } from '../entities/list.ts';
import { Tag } from '../entities/tag.ts';
import { Todo } from '../entities/todo.ts';

/** How many rows of each kind were removed for good. */
export interface Purged {
  todos: number;
  lists: number;
  tags: number;
}

/** How many rows are removed at once: what waits for one of them waits some milliseconds. */
const BATCH = 500;

/**
 * Removes for good what was deleted before `deadline`, whoever owns it, a batch at a time. Several processes may do so
 * at once: each leaves out what another one is removing, or somebody is bringing back.
 *
 * @param signal Ends it after the batch that is being removed.
 */
export async function purge(em: SqlEntityManager, deadline: Date, signal?: AbortSignal): Promise<Purged> {
  // The todos of a list were deleted no later than the list: when that goes, there is nothing in it to be moved out.
  return {
    todos: await purgeTable(em, rowMapOf(em, Todo), deadline, signal),
    lists: await purgeTable(em, rowMapOf(em, List), deadline, signal),
    tags: await purgeTable(em, rowMapOf(em, Tag), deadline, signal),
  };
}

async function purgeTable<Entity extends { deletedAt: Date | null }>(
  em: SqlEntityManager,
  rowMap: RowMap<Entity>,
  deadline: Date,
  signal: AbortSignal | undefined,
): Promise<number> {
  const where = ofEverybody(compare(rowMap.column('deletedAt'), 'lt', deadline));
  let count = 0;
  while (signal?.aborted !== true) {
    const removed = await removeRows(em, rowMap, { where, first: { by: 'deletedAt', count: BATCH } });
    count += removed;
    if (removed < BATCH) {
      break;
    }
    // SQLite works in this thread.
    await letOthers();
  }
  return count;
}
