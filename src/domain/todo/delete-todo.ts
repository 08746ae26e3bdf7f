import type { SqlEntityManager } from '@mikro-orm/sql';
import { Todo } from '../../entities/todo.ts';
import type { Outcome } from '../problem.ts';
import { todoNotFound } from './todo-not-found.ts';

/** Deletes the todo with this id. Of several that try at once, one succeeds. */
export async function deleteTodo(em: SqlEntityManager, id: string): Promise<Outcome<string>> {
  const deleted = await em.transactional((transaction) => transaction.nativeDelete(Todo, { id }));
  return deleted === 0 ? todoNotFound : { result: id };
}
