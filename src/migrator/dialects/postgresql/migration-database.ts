import type { AbstractSqlDriver } from '@mikro-orm/sql';
import { readErrorFacts } from '../../diagnose/error-facts.ts';
import type { AttemptKnowledge } from '../../run/attempt.ts';
import { leaveOut } from '../../run/leave-out.ts';
import type { LockState } from '../../run/lock-wait.ts';
import type {
  HeldBy,
  Ledger,
  Lock,
  LockRequest,
  MigrationDatabase,
  Session,
} from '../../run/migration-database.ts';
import type { RunSettings } from '../../run/options.ts';
import { openOwnDriver, sharesClient } from '../../run/own-driver.ts';
import type { RunStep } from '../../run/steps.ts';
import { addressOptions } from './address.ts';
import { postgresqlBackfills } from './backfill.ts';
import { repairIndex, standsAlone } from './concurrently.ts';
import { openLedger } from './conserve.ts';
import { createDatabase, isMissingDatabase, recreateDatabase } from './create-database.ts';
import { noticeDeadClient, readLockState, takeLock } from './lock.ts';
import { describeBlockers } from './session/blocker.ts';
import { LockWatch } from './session/lock-watch.ts';
import { type Client, openSession } from './session/open-session.ts';
import { readTimeLimits, setTimeLimits, type TimeLimits } from './session/time-limits.ts';
import { undoStatement } from './undo-statement.ts';

/** lock_not_available, deadlock_detected: others hold what the statement needs. */
const LOCK_FAILURES = new Set(['55P03', '40P01']);

/** One holds the lock, one migrates, one looks whom that waits for, and one may have to stop it. */
const CONNECTIONS = 4;

/**
 * Migrations on PostgreSQL, on connections of their own. The pool of the application may be small, busy, or of a proxy
 * that shares sessions.
 */
export class PostgresqlMigrationDatabase implements MigrationDatabase {
  readonly dialect = 'postgresql';
  readonly backfills = postgresqlBackfills;
  readonly driver: AbstractSqlDriver;
  /** Whether the driver is the application's after all; the settings of its sessions are left alone then. */
  readonly #shared: boolean;
  readonly #settings: RunSettings;
  readonly #historyTable: string;
  /** The session that migrates, while it does. */
  #backend: number | undefined;
  /** Of that session, or of the last one. */
  #watch: LockWatch | undefined;

  constructor(application: AbstractSqlDriver, settings: RunSettings, historyTable: string) {
    this.#shared = sharesClient(application);
    const address =
      settings.migrationUrl === undefined ? {} : addressOptions(application, settings.migrationUrl);
    this.driver = this.#shared
      ? application
      : openOwnDriver(application, { ...address, pool: { min: 0, max: CONNECTIONS } });
    this.#settings = settings;
    this.#historyTable = historyTable;
  }

  get address(): string {
    const { host, port, database } = this.driver.getConnection().getConnectionOptions();
    return `${host}:${port}/${database}`;
  }

  async reach(create: boolean): Promise<void> {
    try {
      await this.driver.getConnection().execute('select 1');
    } catch (error) {
      if (!create || !isMissingDatabase(error)) {
        throw error;
      }
      await createDatabase(this.driver);
      this.#settings.report(`Created the database ${this.address}.`);
    }
  }

  lock(request: LockRequest): Promise<Lock> {
    return takeLock(this.driver, this.#historyTable, request);
  }

  lockState(): Promise<LockState> {
    return readLockState((sql) => this.driver.getConnection().execute(sql), this.#historyTable);
  }

  transaction<T>(
    _subject: string,
    _knowledge: AttemptKnowledge,
    body: (session: Session) => Promise<T>,
  ): Promise<T> {
    return this.batch(body);
  }

  batch<T>(body: (session: Session) => Promise<T>): Promise<T> {
    return this.#hold(async (client) => {
      const context = await client.startTransaction().execute();
      try {
        const session = await openSession(this.driver, context, this.#limits, this.#watch);
        const result = await body(session);
        await context.commit().execute();
        return result;
      } catch (error) {
        // Where the connection is gone, the server has rolled back.
        await context
          .rollback()
          .execute()
          .catch(() => {});
        throw error;
      }
    });
  }

  connection<T>(body: (session: Session) => Promise<T>): Promise<T> {
    return this.#hold(async (client) => {
      const execute: Session['execute'] = (sql) =>
        this.driver.getConnection().execute(sql, [], 'all', client);
      const before = this.#shared ? await readTimeLimits(execute) : undefined;
      try {
        return await body(await openSession(this.driver, client, this.#limits, this.#watch));
      } finally {
        if (before !== undefined) {
          await setTimeLimits(execute, before, false).catch(() => {});
        }
      }
    });
  }

  async openLedger(session: Session, knowledge: AttemptKnowledge): Promise<Ledger> {
    const ledger = await openLedger(session.execute, knowledge, this.#historyTable);
    return leaveOut(ledger, this.#settings.onlyOn[this.dialect]);
  }

  prepare(_steps: readonly RunStep[], knowledge: AttemptKnowledge): AttemptKnowledge {
    return knowledge;
  }

  canBeAtomic(steps: readonly RunStep[]): boolean {
    return steps.length === 0;
  }

  standsAlone(step: RunStep): boolean {
    return step.kind === 'sql' && standsAlone(step.sql);
  }

  async repair(step: RunStep, session: Session, report: (line: string) => void): Promise<boolean> {
    return step.kind !== 'sql' || repairIndex(step.sql, session.execute, report);
  }

  undo(step: RunStep): RunStep[] | undefined {
    return step.kind === 'sql' ? undoStatement(step.sql)?.map((sql) => ({ kind: 'sql', sql })) : undefined;
  }

  isLockFailure(error: unknown): boolean {
    return LOCK_FAILURES.has(readErrorFacts(error).code);
  }

  heldBy(): HeldBy | undefined {
    const blockers = this.#watch?.blockers ?? [];
    if (blockers.length === 0) {
      return undefined;
    }
    const ends = blockers
      .filter(({ pid }) => pid > 0)
      .map(({ pid }) => `select pg_terminate_backend(${pid});`);
    return { holder: describeBlockers(blockers), remedy: ends.join(' ') || undefined };
  }

  async backup(): Promise<undefined> {
    return undefined;
  }

  clear(drop: () => Promise<void>, wholeDatabase: boolean): Promise<void> {
    // Others may have tables in the same schema: unless asked for more, only what the entities know is dropped.
    return wholeDatabase ? recreateDatabase(this.driver) : drop();
  }

  async cancel(): Promise<void> {
    if (this.#backend !== undefined) {
      await this.driver.getConnection().execute(`select pg_cancel_backend(${this.#backend})`);
    }
  }

  async close(): Promise<void> {
    if (!this.#shared) {
      await this.driver.close(true);
    }
  }

  get #limits(): TimeLimits {
    return { lock: this.#settings.statementLockTimeout, statement: this.#settings.statementTimeout };
  }

  #openWatch(backend: number): LockWatch {
    return new LockWatch({
      ask: (sql) => this.driver.getConnection().execute(sql),
      backend,
      // Several looks in the time that a statement may wait, and none for one that gets its lock at once.
      every: Math.min(500, Math.max(20, this.#limits.lock / 4)),
      onLongWait: (statement, blockers) =>
        this.#settings.report(`Still waiting for ${describeBlockers(blockers)}. What waits: ${statement}`),
    });
  }

  async #hold<T>(body: (client: Client) => Promise<T>): Promise<T> {
    const connection = this.driver.getConnection();
    await connection.ensureConnection();
    return connection
      .getClient()
      .connection()
      .execute(async (client) => {
        if (this.#shared) {
          return body(client);
        }
        const execute: Session['execute'] = (sql) => connection.execute(sql, [], 'all', client);
        await noticeDeadClient(execute);
        const rows = await execute('select pg_backend_pid() as pid');
        this.#backend = Number(rows[0]?.pid);
        this.#watch = this.#openWatch(this.#backend);
        try {
          return await body(client);
        } finally {
          await this.#watch.stop();
          this.#backend = undefined;
        }
      });
  }
}
