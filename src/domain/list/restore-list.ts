import { rowMapOf } from '../../database/row-map.ts';
import { compare } from '../../database/sql.ts';
import { List } from '../../entities/list.ts';
import { Todo } from '../../entities/todo.ts';
import type { Outcome } from '../problem.ts';
import { restoreRow } from '../restore-row.ts';
import { inOneTransaction, type Unit, type Writer } from '../unit.ts';
import { changeTodosOfList } from './todos-of-list.ts';

/** Brings a deleted list back, with the todos that were deleted in the same moment. One that is there stays as it is. */
export function restoreList(writer: Writer | Unit, id: string): Promise<Outcome<List>> {
  return inOneTransaction(writer, async (unit) => {
    const now = new Date();
    const { outcome, deletedAt } = await restoreRow(unit, rowMapOf(unit.em, List), 'list', id, now);
    if (deletedAt !== null) {
      const wasWithIt = compare(rowMapOf(unit.em, Todo).column('deletedAt'), 'eq', deletedAt);
      await changeTodosOfList(unit, id, wasWithIt, 'RESTORED', null, now);
    }
    return outcome;
  });
}
