import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import type { Orm } from '../database/orm.ts';
import { type MigrationState, migrationState } from './migration-state.ts';

/** Why the server should not be sent requests now. */
export type Problem =
  | { code: 'SHUTTING_DOWN'; message: string }
  | { code: 'DATABASE_UNREACHABLE'; message: string }
  | { code: 'MIGRATIONS_PENDING' | 'MIGRATIONS_UNKNOWN'; message: string; migrations: string[] };

/** What an operator should know of a server that is ready. */
export type Warning = Problem & { code: 'MIGRATIONS_UNKNOWN' };

/** How long the database may take to answer: probes come every few seconds, and the next one must find an answer. */
const DATABASE_TIMEOUT_MS = 2_000;

/** How long an answer of the database holds: however many ask, it is asked once a second. */
const REMEMBER_MS = 1_000;

/** Names the migrations that are pending and how to apply them. */
export function describePending(migrations: string[]): Problem & { code: 'MIGRATIONS_PENDING' } {
  const count = migrations.length === 1 ? '1 migration is' : `${migrations.length} migrations are`;
  const message = `${count} pending: ${migrations.join(', ')}. Apply with: npx mikro-orm migration:up`;
  return { code: 'MIGRATIONS_PENDING', message, migrations };
}

/** Names the migrations that the database had before this release started, and what to do. */
function describeUnknown(migrations: string[]): Problem {
  const message = `The database has migrations that this release does not know: ${migrations.join(', ')}. Deploy the release that has them, or where this one works with them, as for going back, set ALLOW_UNKNOWN_MIGRATIONS=true.`;
  return { code: 'MIGRATIONS_UNKNOWN', message, migrations };
}

/** Names the migrations that came while this release serves, or that it may serve with. */
function describeNewer(migrations: string[]): Warning {
  const message = `A newer release has migrated the database: ${migrations.join(', ')}.`;
  return { code: 'MIGRATIONS_UNKNOWN', message, migrations };
}

/** How readiness is decided. */
export interface ReadinessOptions {
  /** Whether migrations that were there at the start and that this release does not know are no reason to refuse. */
  allowUnknown?: boolean;
  rememberMs?: number;
  /** How long the database may take to answer. */
  timeoutMs?: number;
}

/**
 * Whether this process should be sent requests.
 *
 * Migrations that this release does not know are a reason not to start serving: it may be the wrong release for this
 * database. They are none to stop: in every release without downtime the new one migrates first, by steps that the old
 * one can live with, and the old processes have to serve until the new ones do.
 */
export class Readiness {
  readonly #orm: Orm;
  readonly #log: FastifyBaseLogger;
  readonly #rememberMs: number;
  readonly #timeoutMs: number;
  /** Unknown migrations that it may not serve with; `undefined` until the database has answered once. */
  #refused: ReadonlySet<string> | undefined;
  #shuttingDown = false;
  #check: Promise<Problem | undefined> | undefined;
  #migrations: MigrationState | undefined;
  #warned = '';

  constructor(orm: Orm, log: FastifyBaseLogger, options: ReadinessOptions = {}) {
    this.#orm = orm;
    this.#log = log;
    this.#rememberMs = options.rememberMs ?? REMEMBER_MS;
    this.#timeoutMs = options.timeoutMs ?? DATABASE_TIMEOUT_MS;
    this.#refused = options.allowUnknown === true ? new Set() : undefined;
  }

  /** Whether the process is about to end. */
  get isShuttingDown(): boolean {
    return this.#shuttingDown;
  }

  /** From now on the answer is no. */
  shutDown(): void {
    this.#shuttingDown = true;
  }

  /** How the database stood to this release's migrations at the last question; `undefined` where it did not answer. */
  get migrations(): MigrationState | undefined {
    return this.#migrations;
  }

  /** What the last answer had that is worth knowing, and no reason to refuse. */
  get warnings(): Warning[] {
    const newer = (this.#migrations?.unknown ?? []).filter((name) => !this.#refused?.has(name));
    return newer.length > 0 ? [describeNewer(newer)] : [];
  }

  /**
   * Why not, or `undefined` when the server is ready. Asks the database, at most once a second, so that a migration
   * that has been applied (or reverted) and a database that is back are noticed without a restart.
   */
  async problem(): Promise<Problem | undefined> {
    if (this.#shuttingDown) {
      return { code: 'SHUTTING_DOWN', message: 'The server is shutting down.' };
    }
    this.#check ??= this.#askDatabase().finally(() => {
      const forget = () => {
        this.#check = undefined;
      };
      if (this.#rememberMs === 0) {
        forget();
      } else {
        setTimeout(forget, this.#rememberMs).unref();
      }
    });
    return this.#check;
  }

  async #askDatabase(): Promise<Problem | undefined> {
    const timer = new AbortController();
    const timeout = wait(this.#timeoutMs, undefined, { signal: timer.signal, ref: false }).then(() => {
      throw new Error(`The database did not answer within ${this.#timeoutMs} ms.`);
    });
    try {
      this.#migrations = await Promise.race([migrationState(this.#orm), timeout]);
      return this.#judge(this.#migrations);
    } catch (error) {
      this.#migrations = undefined;
      // The cause names hosts and users: it is for the log, not for whoever can reach the probe.
      this.#log.warn({ err: error }, 'The database is unreachable');
      return { code: 'DATABASE_UNREACHABLE', message: 'The database does not answer. See the log.' };
    } finally {
      timer.abort();
      timeout.catch(() => {});
    }
  }

  #judge({ pending, unknown }: MigrationState): Problem | undefined {
    this.#refused ??= new Set(unknown);
    this.#warn();
    const refused = unknown.filter((name) => this.#refused?.has(name));
    if (pending.length > 0) {
      return describePending(pending);
    }
    return refused.length > 0 ? describeUnknown(refused) : undefined;
  }

  /** Once for each set of migrations. */
  #warn(): void {
    const [warning] = this.warnings;
    if (warning !== undefined && warning.message !== this.#warned) {
      this.#warned = warning.message;
      this.#log.warn(warning.message);
    }
  }
}
