import { rowMapOf } from '../../database/row-map.ts';
import { isNull } from '../../database/sql.ts';
import { List } from '../../entities/list.ts';
import { Todo } from '../../entities/todo.ts';
import { changeRow, type Target } from '../change-row.ts';
import type { Outcome } from '../problem.ts';
import { inOneTransaction, type Unit, type Writer } from '../unit.ts';
import { changeTodosOfList } from './todos-of-list.ts';

/** Deletes a list and, in the same moment, the todos in it that are not deleted yet. Until they are purged they can be restored. */
export function deleteList(writer: Writer | Unit, target: Target): Promise<Outcome<List>> {
  return inOneTransaction(writer, async (unit) => {
    const deletedAt = new Date();
    const way = { set: { deletedAt } };
    // From here on nobody puts a todo into it: whoever does shares a lock of the list.
    const outcome = await changeRow(
      unit,
      rowMapOf(unit.em, List),
      'list',
      target,
      deletedAt,
      [way],
      () => false,
    );
    if (outcome.problems === undefined) {
      const isPresent = isNull(rowMapOf(unit.em, Todo).column('deletedAt'), true);
      await changeTodosOfList(unit, target.id, isPresent, 'DELETED', deletedAt, deletedAt);
    }
    return outcome;
  });
}
