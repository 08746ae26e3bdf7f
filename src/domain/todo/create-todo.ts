import type { SqlEntityManager } from '@mikro-orm/sql';
import { v7 } from 'uuid';
import { Todo } from '../../entities/todo.ts';
import type { Outcome } from '../problem.ts';
import { checkTodoFields, type TodoFields, type TodoInput } from './todo-fields.ts';

/** What the model has no default for. */
const NOTHING_SAID = { description: null, dueDate: null };

/** Creates a todo; what is absent takes the default of the model. */
export async function createTodo(
  em: SqlEntityManager,
  input: TodoInput & Pick<TodoFields, 'title'>,
): Promise<Outcome<Todo>> {
  const { result: fields, problems } = checkTodoFields(input);
  if (problems !== undefined) {
    return { problems };
  }
  return em.transactional(async (transaction) => {
    // Version 7 of UUID begins with the time, so that new rows go to the end of the index and not all over it.
    const todo = transaction.create(Todo, { id: v7(), ...NOTHING_SAID, title: input.title, ...fields });
    return { result: todo };
  });
}
