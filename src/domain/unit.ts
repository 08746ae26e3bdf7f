import type { SqlEntityManager } from '@mikro-orm/sql';
import { again, inTransaction } from '../database/transaction.ts';
import type { Outcome } from './problem.ts';
import type { TodoEvent } from './todo/todo-event.ts';
import type { Viewer } from './viewer.ts';

/** Hands over what happened to whoever wants to know. */
export interface Publisher {
  /**
   * Called when everything is written, before it is committed where there is a transaction: what is done with `em` is
   * part of it.
   */
  publish(em: SqlEntityManager, viewer: Viewer, events: readonly TodoEvent[]): Promise<void>;
  /** Called once it is committed. */
  published(viewer: Viewer, events: readonly TodoEvent[]): void;
}

/** Who writes, and where. */
export interface Writer {
  em: SqlEntityManager;
  viewer: Viewer;
  publisher?: Publisher;
}

/** Something that is written all together or not at all, and the events that tell of it. */
export class Unit {
  readonly em: SqlEntityManager;
  readonly viewer: Viewer;
  /** What has happened in it, in order: every write adds what it did. A change that changed nothing is no event. */
  readonly events: TodoEvent[] = [];

  constructor(em: SqlEntityManager, viewer: Viewer) {
    this.em = em;
    this.viewer = viewer;
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
    const { unit, outcome } = await inTransaction(em, async (transaction) => {
      const unit = new Unit(transaction, viewer);
      const outcome = await work(unit);
      if (outcome.problems !== undefined) {
        throw new TakenBack(outcome);
      }
      await publish(unit, publisher);
      return { unit, outcome };
    });
    published(unit, publisher);
    return outcome;
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
    const unit = new Unit(em, viewer);
    const outcome = await work(unit);
    await publish(unit, publisher);
    published(unit, publisher);
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

async function publish({ em, viewer, events }: Unit, publisher: Publisher | undefined): Promise<void> {
  if (events.length > 0) {
    await publisher?.publish(em, viewer, events);
  }
}

function published({ viewer, events }: Unit, publisher: Publisher | undefined): void {
  if (events.length > 0) {
    publisher?.published(viewer, events);
  }
}
