import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import type { Orm } from '../database/orm.ts';
import { pendingMigrations } from './pending-migrations.ts';

/** Why the server should not be sent requests now. */
export type Problem =
  | { code: 'SHUTTING_DOWN'; message: string }
  | { code: 'DATABASE_UNREACHABLE'; message: string }
  | { code: 'MIGRATIONS_PENDING'; message: string; migrations: string[] };

/** How long the database may take to answer: probes come every few seconds, and the next one must find an answer. */
const DATABASE_TIMEOUT_MS = 2_000;

/** Names the migrations that are pending and how to apply them. */
export function describePending(migrations: string[]): Problem & { code: 'MIGRATIONS_PENDING' } {
  const count = migrations.length === 1 ? '1 migration is' : `${migrations.length} migrations are`;
  const message = `${count} pending: ${migrations.join(', ')}. Apply with: npx mikro-orm migration:up`;
  return { code: 'MIGRATIONS_PENDING', message, migrations };
}

/** Whether this process should be sent requests. */
export class Readiness {
  readonly #orm: Orm;
  readonly #log: FastifyBaseLogger;
  #shuttingDown = false;
  #check: Promise<Problem | undefined> | undefined;

  constructor(orm: Orm, log: FastifyBaseLogger) {
    this.#orm = orm;
    this.#log = log;
  }

  /** Whether the process is about to end. */
  get isShuttingDown(): boolean {
    return this.#shuttingDown;
  }

  /** From now on the answer is no. */
  shutDown(): void {
    this.#shuttingDown = true;
  }

  /**
   * Why not, or `undefined` when the server is ready. Asks the database each time, so that a migration that has been
   * applied (or reverted) and a database that is back are noticed without a restart; probes that arrive together
   * share one question.
   */
  async problem(): Promise<Problem | undefined> {
    if (this.#shuttingDown) {
      return { code: 'SHUTTING_DOWN', message: 'The server is shutting down.' };
    }
    this.#check ??= this.#askDatabase().finally(() => {
      this.#check = undefined;
    });
    return this.#check;
  }

  async #askDatabase(): Promise<Problem | undefined> {
    const timer = new AbortController();
    const timeout = wait(DATABASE_TIMEOUT_MS, undefined, { signal: timer.signal, ref: false }).then(() => {
      throw new Error(`The database did not answer within ${DATABASE_TIMEOUT_MS} ms.`);
    });
    try {
      const pending = await Promise.race([pendingMigrations(this.#orm), timeout]);
      return pending.length > 0 ? describePending(pending) : undefined;
    } catch (error) {
      // The cause names hosts and users: it is for the log, not for whoever can reach the probe.
      this.#log.warn({ err: error }, 'The database is unreachable');
      return { code: 'DATABASE_UNREACHABLE', message: 'The database does not answer. See the log.' };
    } finally {
      timer.abort();
      timeout.catch(() => {});
    }
  }
}
