import { lockRows } from '../../database/locked-rows.ts';
import { rowMapOf } from '../../database/row-map.ts';
import { within } from '../../database/scope.ts';
import { type Condition, compare } from '../../database/sql.ts';
import { updateStatement } from '../../database/write.ts';
import { Todo } from '../../entities/todo.ts';
import type { TodoChangeKind } from '../../events/todo-event.ts';
import { belongsTo } from '../owned.ts';
import type { Unit } from '../unit.ts';

/** Deletes or brings back the todos of a list that meet `which`: in two statements, whatever their number. */
export async function changeTodosOfList(
  unit: Unit,
  list: string,
  which: Condition,
  kind: TodoChangeKind & ('DELETED' | 'RESTORED'),
  deletedAt: Date | null,
  now: Date,
): Promise<void> {
  const rowMap = rowMapOf(unit.em, Todo);
  const where = within(belongsTo(rowMap, unit.viewer), compare(rowMap.column('list'), 'eq', list), which);
  // In the order that everybody keeps.
  await lockRows(unit.em, rowMap, ['id'], where, 'update');
  await unit.write(kind, updateStatement(unit.em, rowMap, { set: { deletedAt }, where, now }));
}
