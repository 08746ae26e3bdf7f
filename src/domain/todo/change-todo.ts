import { rowMapOf } from '../../database/row-map.ts';
import type { Condition, Sql } from '../../database/sql.ts';
import type { Values } from '../../database/write.ts';
import { Todo } from '../../entities/todo.ts';
import type { TodoChangeKind } from '../../events/todo-event.ts';
import { changeRow, type Target } from '../change-row.ts';
import type { Outcome } from '../problem.ts';
import { inOneStatement, type Unit, type Writer } from '../unit.ts';

/** One way of changing a todo that stays in its list, and what it is called. */
export interface TodoChange {
  kind: TodoChangeKind;
  set: Values<Todo>;
  /** Only where this holds. */
  where?: Condition;
}

/** Changes a todo in the first of several ways that fits (see `changeRow`), and tells of it. */
export async function changeTodo(
  writer: Writer | Unit,
  target: Target,
  now: Date,
  changes: readonly TodoChange[],
  isSettled: (todo: Todo) => boolean,
): Promise<Outcome<Todo>> {
  return inOneStatement(writer, (unit) => {
    const ways = changes.map(({ kind, set, where }) => ({
      set,
      where,
      write: (statement: Sql) => unit.write(kind, statement),
    }));
    return changeRow(unit, rowMapOf(unit.em, Todo), 'todo', target, now, ways, isSettled);
  });
}
