import type { Todo } from '../../entities/todo.ts';
import type { Target } from '../change-row.ts';
import type { Outcome } from '../problem.ts';
import type { Unit, Writer } from '../unit.ts';
import { updateTodo } from './update-todo.ts';

/** Marks a todo as done. One that is done already stays as it is. */
export function completeTodo(writer: Writer | Unit, target: Target): Promise<Outcome<Todo>> {
  return updateTodo(writer, target, { isDone: true });
}

/** Opens a todo that was done. One that is open already stays as it is. */
export function reopenTodo(writer: Writer | Unit, target: Target): Promise<Outcome<Todo>> {
  return updateTodo(writer, target, { isDone: false });
}
