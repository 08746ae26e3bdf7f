import type { SqlEntityManager } from '@mikro-orm/sql';
import { rowMapOf } from '../database/row-map.ts';
import type { Sql } from '../database/sql.ts';
import { again, inTransaction } from '../database/transaction.ts';
import { writeRows } from '../database/write.ts';
import { Todo } from '../entities/todo.ts';
import type { EventPublisher } from '../events/publisher.ts';
import type { TodoChangeKind, TodoEvent } from '../events/todo-event.ts';
import type { Outcome } from './problem.ts';
import type { Viewer } from './viewer.ts';

/** Who writes, and where. */
export interface Writer {
  em: SqlEntityManager;
  viewer: Viewer;
  publisher?: EventPublisher;
}

/** Something that is written all together or not at all, and the events that tell of it. */
export class Unit {
  readonly em: SqlEntityManager;
  readonly viewer: Viewer;
  /** What has happened in it and is to be told at its end, in order. A change that changed nothing is no event. */
  readonly events: TodoEvent[] = [];
  /** Where there is no end of its own: whoever tells at once. */
  readonly #publisher: EventPublisher | undefined;

  constructor(em: SqlEntityManager, viewer: Viewer, publisher?: EventPublisher) {
    this.em = em;
    this.viewer = viewer;
    this.#publisher = publisher;
  }

  /** Keeps in mind that this happened to a todo that was in `previousListId` before. */
  happened(kind: TodoChangeKind, todo: Todo, previousListId: string | null): void {
    this.events.push({ kind, ownerId: this.viewer.id, todo, previousListId });
  }

  /** Runs a statement that returns whole rows of todos; this happens to each of them, in its list. */
  async write(kind: TodoChangeKind, statement: Sql): Promise<Todo[]> {
    if (this.#publisher !== undefined) {
      return this.#publisher.write(this.em, { kind, ownerId: this.viewer.id }, statement);
    }
    const todos = await writeRows(this.em, rowMapOf(this.em, Todo), statement);
    for (const todo of todos) {
      this.happened(kind, todo, todo.list);
    }
    return todos;
  }
}

/**
 * Does `work`, which writes in several statements. Takes back everything when its outcome is that there are problems,
 * and does it again from the start when somebody else came between (see `inTransaction`). Inside of a unit, as one of
 * several changes, `work` becomes a part of it: then it has to find its problems before it writes.
 */
export async function inOneTransaction<Result extends Outcome<unknown>>(
  writer: Writer | Unit,
  work: (unit: Unit) => Promise<Result>,
): Promise<Result> {
  if (writer instanceof Unit) {
    return work(writer);
  }
  const { em, viewer, publisher } = writer;
  try {
    return await inTransaction(em, async (transaction) => {
      const unit = new Unit(transaction, viewer);
      const outcome = await work(unit);
      if (outcome.problems !== undefined) {
        throw new TakenBack(outcome);
      }
      if (unit.events.length > 0) {
        await publisher?.publish(transaction, unit.events);
      }
      return outcome;
    });
  } catch (error) {
    if (error instanceof TakenBack) {
      return error.outcome as Result;
    }
    throw error;
  }
}

/**
 * Does `work`, which writes in one statement at most: without the two more that a transaction takes. Inside of a unit
 * it becomes a part of it.
 */
export async function inOneStatement<Result extends Outcome<unknown>>(
  writer: Writer | Unit,
  work: (unit: Unit) => Promise<Result>,
): Promise<Result> {
  if (writer instanceof Unit) {
    return work(writer);
  }
  const { em, viewer, publisher } = writer;
  return again(async () => {
    const unit = new Unit(em, viewer, publisher);
    const outcome = await work(unit);
    if (unit.events.length > 0) {
      await publisher?.publish(em, unit.events);
    }
    return outcome;
  });
}

/** Ends a transaction that is to leave nothing behind. */
class TakenBack extends Error {
  readonly outcome: unknown;

  constructor(outcome: unknown) {
    super('Taken back.');
    this.outcome = outcome;
  }
}
