import { LockMode } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { LOCAL_OWNER } from '../../entities/owner.ts';
import { Todo } from '../../entities/todo.ts';
import type { EventPublisher } from '../../events/publisher.ts';
import { changeInPlace } from '../../events/todo-event.ts';
import type { Outcome } from '../problem.ts';
import { todoNotFound } from './todo-not-found.ts';

/** Deletes the todo with this id. Of several that try at once, one succeeds. */
export async function deleteTodo(
  em: SqlEntityManager,
  publisher: EventPublisher,
  id: string,
): Promise<Outcome<string>> {
  return em.transactional(async (transaction) => {
    const todo = await transaction.findOne(Todo, id, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (todo === null) {
      return todoNotFound;
    }
    await transaction.nativeDelete(Todo, { id });
    await publisher.publish(transaction, [changeInPlace('DELETED', LOCAL_OWNER, todo)]);
    return { result: id };
  });
}
