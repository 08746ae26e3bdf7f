import { LockMode } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { LOCAL_OWNER } from '../../entities/owner.ts';
import { Todo } from '../../entities/todo.ts';
import type { EventPublisher } from '../../events/publisher.ts';
import { changeInPlace } from '../../events/todo-event.ts';
import type { Outcome } from '../problem.ts';
import { checkTodoFields, type TodoInput } from './todo-fields.ts';
import { todoNotFound } from './todo-not-found.ts';

/** Changes what `input` says of the todo with this id; what is absent stays as it is. */
export async function updateTodo(
  em: SqlEntityManager,
  publisher: EventPublisher,
  id: string,
  input: TodoInput,
): Promise<Outcome<Todo>> {
  const { result: fields, problems } = checkTodoFields(input);
  if (problems !== undefined) {
    return { problems };
  }
  return em.transactional(async (transaction) => {
    // Locked, to wait for whoever is changing it: what is returned has their change in it too.
    const todo = await transaction.findOne(Todo, id, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (todo === null) {
      return todoNotFound;
    }
    const wasDone = todo.isDone;
    transaction.assign(todo, fields);
    const kind = todo.isDone === wasDone ? 'UPDATED' : todo.isDone ? 'COMPLETED' : 'REOPENED';
    await transaction.flush();
    await publisher.publish(transaction, [changeInPlace(kind, LOCAL_OWNER, todo)]);
    return { result: todo };
  });
}
