import type { SqlEntityManager } from '@mikro-orm/sql';
import { reassignRows } from '../database/reassign.ts';
import { type RowMap, rowMapOf } from '../database/row-map.ts';
import { countRows, readRows } from '../database/rows.ts';
import { ownedBy, visible } from '../database/scope.ts';
import { List } from '../entities/list.ts';
import { LOCAL_OWNER, OWNER_ID_MAX_LENGTH } from '../entities/owner.ts';
import { Tag } from '../entities/tag.ts';
import { Todo } from '../entities/todo.ts';
import type { Owned } from './owned.ts';
import { isLongerThan, isStorable } from './text.ts';

/** From whom to whom. */
export interface Assignment {
  from: string;
  to: string;
  /** Whether only to say what would be done. */
  dryRun?: boolean;
}

/** What was, or would be, handed over: how many rows of each kind, deleted ones too. */
export interface Assigned {
  todos: number;
  lists: number;
  tags: number;
}

/** Why nothing was handed over, in a sentence that says what to do. */
export class AssignmentError extends Error {
  override readonly name = 'AssignmentError';
}

/**
 * Hands everything of one owner to another, in one transaction: all of it, or nothing.
 *
 * @throws AssignmentError where there is nothing to hand over, nobody to get it, or both have tags of one name.
 */
export async function assignOwner(em: SqlEntityManager, { from, to, dryRun }: Assignment): Promise<Assigned> {
  checkNewOwner(from, to);
  const transaction = em.fork();
  await transaction.begin();
  try {
    const assigned = dryRun ? await count(transaction, from) : await reassignAll(transaction, from, to);
    await transaction.commit();
    return assigned;
  } catch (error) {
    await transaction.rollback().catch(() => {});
    throw error;
  }

  async function reassignAll(within: SqlEntityManager, owner: string, next: string): Promise<Assigned> {
    await count(within, owner);
    return {
      todos: await reassignRows(within, rowMapOf(within, Todo), owner, next),
      lists: await reassignRows(within, rowMapOf(within, List), owner, next),
      tags: await reassignRows(within, rowMapOf(within, Tag), owner, next),
    };
  }

  async function count(within: SqlEntityManager, owner: string): Promise<Assigned> {
    const of = <Row extends Owned>(rowMap: RowMap<Row>) =>
      countRows(within, rowMap.table, ownedBy(rowMap, owner));
    const [todos, lists, tags] = [
      await of(rowMapOf(within, Todo)),
      await of(rowMapOf(within, List)),
      await of(rowMapOf(within, Tag)),
    ];
    if (todos + lists + tags === 0) {
      throw new AssignmentError(
        `"${owner}" owns nothing here. Say whose todos to hand over with --from. Nothing was changed.`,
      );
    }
    await refuseSharedNames(within, owner, to);
    return { todos, lists, tags };
  }
}

function checkNewOwner(from: string, to: string): void {
  if (to === '' || !isStorable(to) || isLongerThan(to, OWNER_ID_MAX_LENGTH)) {
    throw new AssignmentError(
      `--to must be the subject ("sub") of somebody's tokens: 1 to ${OWNER_ID_MAX_LENGTH} Unicode code points. Nothing was changed.`,
    );
  }
  if (to === from) {
    throw new AssignmentError(`"${from}" owns it already. Nothing was changed.`);
  }
  if (to === LOCAL_OWNER) {
    throw new AssignmentError(
      `"${LOCAL_OWNER}" is the owner where nobody has to say who they are, and no token may name it. Nothing was changed.`,
    );
  }
}

/** No two tags of one owner have the same name. */
async function refuseSharedNames(em: SqlEntityManager, from: string, to: string): Promise<void> {
  const rowMap = rowMapOf(em, Tag);
  const tagsOf = (ownerId: string) =>
    readRows(
      em,
      rowMap,
      ['name', 'nameKey'],
      visible(rowMap.table, { ownerId, deleted: false, dialect: rowMap.dialect }),
    );
  const taken = new Set((await tagsOf(to)).map(({ nameKey }) => nameKey));
  const shared = (await tagsOf(from)).filter(({ nameKey }) => taken.has(nameKey)).map(({ name }) => name);
  if (shared.length > 0) {
    const names = shared.slice(0, 5).map((name) => JSON.stringify(name));
    const more = shared.length > 5 ? ` and ${shared.length - 5} more` : '';
    throw new AssignmentError(
      `Both "${from}" and "${to}" have a tag ${names.join(', ')}${more}. Rename or delete it on one side first. Nothing was changed.`,
    );
  }
}
