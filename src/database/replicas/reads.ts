import type { SqlEntityManager } from '@mikro-orm/sql';
import type { Kysely } from 'kysely';
import { activity } from '../activity.ts';
import { errorCode } from '../connection-failure.ts';
import type { Replica } from './replica.ts';

/** Runs a statement that reads. */
export type Read<Result> = (kysely: Kysely<Record<string, never>>) => Promise<Result>;

/** The statement took longer than it may. It would take as long elsewhere. */
const TOO_SLOW = /^(57014|DEADLINE_EXCEEDED)$/;

/**
 * What one operation reads: from one replica, so that of two statements the second never knows less than the first. Once
 * that has failed, for whatever reason (it died; replaying cancelled the statement, manual 26.4.2 "Handling Query
 * Conflicts"; it does not have a new column yet), from the primary, whose answer counts.
 */
export class OperationReads {
  #replica: Replica | undefined;

  constructor(replica: Replica) {
    this.#replica = replica;
  }

  async run<Result>(read: Read<Result>, fromPrimary: () => Promise<Result>): Promise<Result> {
    if (this.#replica === undefined) {
      return fromPrimary();
    }
    try {
      return await this.#replica.run(read);
    } catch (error) {
      if (activity.getStore()?.signal?.aborted || TOO_SLOW.test(errorCode(error) ?? '')) {
        throw error;
      }
      this.#replica = undefined;
      return fromPrimary();
    }
  }
}

const reads = new WeakMap<SqlEntityManager, OperationReads>();

/** From now on what `em` reads may come from `replica`. What is a fork of it, as every transaction, is not concerned. */
export function readFrom(em: SqlEntityManager, replica: Replica): void {
  reads.set(em, new OperationReads(replica));
}

/** What the statements of `em` are read from; undefined where that is the primary. */
export function readsOf(em: SqlEntityManager): OperationReads | undefined {
  return reads.get(em);
}
