import { rowMapOf } from '../../database/row-map.ts';
import { within } from '../../database/scope.ts';
import { compare, isNull } from '../../database/sql.ts';
import { updateRows } from '../../database/write.ts';
import { Todo } from '../../entities/todo.ts';
import { notFound } from '../not-there.ts';
import { belongsTo, readOwned } from '../owned.ts';
import type { Outcome } from '../problem.ts';
import { inOneTransaction, type Unit, type Writer } from '../unit.ts';
import { lockList } from './list-of-todo.ts';

/** Brings a deleted todo back, to its place; into the inbox where its list is deleted. One that is there stays as it is. */
export function restoreTodo(writer: Writer | Unit, id: string): Promise<Outcome<Todo>> {
  return inOneTransaction(writer, async (unit) => {
    const rowMap = rowMapOf(unit.em, Todo);
    for (;;) {
      const todo = await readOwned(unit, rowMap, id);
      if (todo === undefined) {
        return notFound('todo');
      }
      if (todo.deletedAt === null) {
        return { result: todo };
      }
      const { problems } = await lockList(unit, todo.list);
      const [restored] = await updateRows(unit.em, rowMap, {
        set: { deletedAt: null, list: problems === undefined ? todo.list : null },
        // Nobody has restored, moved or purged it since it was read.
        where: within(
          belongsTo(rowMap, unit.viewer),
          compare(rowMap.column('id'), 'eq', id),
          compare(rowMap.column('version'), 'eq', todo.version),
          isNull(rowMap.column('deletedAt'), false),
        ),
        now: new Date(),
      });
      if (restored !== undefined) {
        unit.happened('RESTORED', restored, todo.list);
        return { result: restored };
      }
    }
  });
}
