import type { EventSubscriber, Transaction, TransactionEventArgs } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import type { Sql } from '../database/sql.ts';
import type { Todo } from '../entities/todo.ts';
import type { EventHub } from './event-hub.ts';
import type { EventPublisher, WrittenChange } from './publisher.ts';
import { changeInPlace, type TodoEvent } from './todo-event.ts';
import { runWrite } from './todo-rows.ts';

/**
 * Hands events to the hub of this process once the transaction that they belong to has committed: for a database that
 * only this process writes to, as SQLite.
 */
export class InProcessPublisher implements EventPublisher {
  readonly #hub: EventHub;
  readonly #pending = new WeakMap<Transaction, TodoEvent[]>();

  constructor(hub: EventHub, em: SqlEntityManager) {
    this.#hub = hub;
    em.getEventManager().registerSubscriber(
      new TransactionWatcher((inner, outer) => this.#settle(inner, outer)),
    );
  }

  async publish(em: SqlEntityManager, events: readonly TodoEvent[]): Promise<void> {
    this.#hold(em.getTransactionContext(), events);
  }

  async write(em: SqlEntityManager, { kind, ownerId }: WrittenChange, statement: Sql): Promise<Todo[]> {
    const todos = await runWrite(em, statement);
    await this.publish(
      em,
      todos.map((todo) => changeInPlace(kind, ownerId, todo)),
    );
    return todos;
  }

  /** Keeps `events` until `transaction` commits; publishes them where there is none (any more). */
  #hold(transaction: Transaction | undefined, events: readonly TodoEvent[]): void {
    if (transaction === undefined) {
      for (const event of events) {
        this.#hub.publish(event);
      }
    } else {
      this.#pending.set(transaction, [...(this.#pending.get(transaction) ?? []), ...events]);
    }
  }

  /** What a savepoint held goes to the transaction around it. */
  #settle(committed: Transaction, outer: Transaction | undefined): void {
    const events = this.#pending.get(committed) ?? [];
    this.#pending.delete(committed);
    this.#hold(outer, events);
  }
}

/** Tells of each transaction that commits, and of each savepoint that is released within another. */
class TransactionWatcher implements EventSubscriber {
  readonly #onCommit: (transaction: Transaction, outer: Transaction | undefined) => void;
  /** The transaction that each savepoint is in; while it begins, by its EntityManager. */
  readonly #outer = new WeakMap<Transaction, Transaction>();

  constructor(onCommit: (transaction: Transaction, outer: Transaction | undefined) => void) {
    this.#onCommit = onCommit;
  }

  beforeTransactionStart({ em, transaction: outer }: TransactionEventArgs): void {
    if (outer !== undefined) {
      this.#outer.set(em, outer);
    }
  }

  afterTransactionStart({ em, transaction }: TransactionEventArgs): void {
    const outer = this.#outer.get(em);
    if (transaction !== undefined && outer !== undefined) {
      this.#outer.set(transaction, outer);
    }
  }

  afterTransactionCommit({ transaction }: TransactionEventArgs): void {
    if (transaction !== undefined) {
      this.#onCommit(transaction, this.#outer.get(transaction));
    }
  }
}
