import type { SqlEntityManager } from '@mikro-orm/sql';
import { v7 } from 'uuid';
import { LOCAL_OWNER } from '../../entities/owner.ts';
import { Todo } from '../../entities/todo.ts';
import type { EventPublisher } from '../../events/publisher.ts';
import { changeInPlace } from '../../events/todo-event.ts';
import type { Outcome } from '../problem.ts';
import { checkTodoFields, type TodoFields, type TodoInput } from './todo-fields.ts';

/** What the model has no default for. */
const NOTHING_SAID = { description: null, dueDate: null };

/** Creates a todo; what is absent takes the default of the model. */
export async function createTodo(
  em: SqlEntityManager,
  publisher: EventPublisher,
  input: TodoInput & Pick<TodoFields, 'title'>,
): Promise<Outcome<Todo>> {
  const { result: fields, problems } = checkTodoFields(input);
  if (problems !== undefined) {
    return { problems };
  }
  return em.transactional(async (transaction) => {
    // Version 7 of UUID begins with the time, so that new rows go to the end of the index and not all over it.
    const todo = transaction.create(Todo, { id: v7(), ...NOTHING_SAID, title: input.title, ...fields });
    // The database fills in the defaults.
    await transaction.flush();
    await publisher.publish(transaction, [changeInPlace('CREATED', LOCAL_OWNER, todo)]);
    return { result: todo };
  });
}
