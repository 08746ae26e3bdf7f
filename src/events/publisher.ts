import type { SqlEntityManager } from '@mikro-orm/sql';
import type { Sql } from '../database/sql.ts';
import type { Todo } from '../entities/todo.ts';
import type { TodoChangeKind, TodoEvent } from './todo-event.ts';

/**
 * Tells the subscribers what the write path changed: what has been committed, in the order of the commits, and never
 * what was rolled back. The write path does not know which database is below.
 */
export interface EventPublisher {
  /**
   * Tells of changes that the transaction of `em` made; subscribers hear of them once it has committed. In one
   * statement at most, however many there are. Without a transaction, of what has been committed just now.
   */
  publish(em: SqlEntityManager, events: readonly TodoEvent[]): Promise<void>;

  /**
   * Runs a writing statement that returns whole rows of todos, each column under the name of its property, and tells
   * that each of them changed like this, in its list: in that one statement. Needs no transaction.
   *
   * @returns The rows, as the read path has them.
   */
  write(em: SqlEntityManager, change: WrittenChange, statement: Sql): Promise<Todo[]>;
}

/** What a writing statement does to each todo that it returns. */
export interface WrittenChange {
  kind: TodoChangeKind;
  ownerId: string;
}
