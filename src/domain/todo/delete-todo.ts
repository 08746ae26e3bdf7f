import type { Todo } from '../../entities/todo.ts';
import type { Target } from '../change-row.ts';
import type { Outcome } from '../problem.ts';
import type { Unit, Writer } from '../unit.ts';
import { changeTodo } from './change-todo.ts';

/** Deletes a todo, until it is restored or purged. Of several that try at once, one succeeds. */
export function deleteTodo(writer: Writer | Unit, target: Target): Promise<Outcome<Todo>> {
  const now = new Date();
  return changeTodo(writer, target, now, [{ kind: 'DELETED', set: { deletedAt: now } }], () => false);
}
