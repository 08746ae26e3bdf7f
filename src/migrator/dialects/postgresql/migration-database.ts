import type { AbstractSqlDriver } from '@mikro-orm/sql';
import { readErrorFacts } from '../../diagnose/error-facts.ts';
import type { AttemptKnowledge } from '../../run/attempt.ts';
import type { Execute } from '../../run/execute.ts';
import type { Ledger, Lock, LockRequest, MigrationDatabase, Session } from '../../run/migration-database.ts';
import type { RunSettings } from '../../run/options.ts';
import { openOwnDriver, sharesClient } from '../../run/own-driver.ts';
import type { RunStep } from '../../run/steps.ts';
import { addressOptions } from './address.ts';
import { repairIndex, standsAlone } from './concurrently.ts';
import { openLedger } from './conserve.ts';
import { createDatabase, isMissingDatabase, recreateDatabase } from './create-database.ts';
import { noticeDeadClient, takeLock } from './lock.ts';

/** lock_not_available, deadlock_detected: others hold what the statement needs. */
const LOCK_FAILURES = new Set(['55P03', '40P01']);

/**
 * Migrations on PostgreSQL, on two connections of their own: one holds the lock, the other migrates. The pool of the
 * application may be small, busy, or of a proxy that shares sessions.
 */
export class PostgresqlMigrationDatabase implements MigrationDatabase {
  readonly dialect = 'postgresql';
  readonly driver: AbstractSqlDriver;
  /** Whether the driver is the application's after all; the settings of its sessions are left alone then. */
  readonly #shared: boolean;
  readonly #settings: RunSettings;
  readonly #historyTable: string;
  /** The session that migrates, while it does. */
  #backend: number | undefined;

  constructor(application: AbstractSqlDriver, settings: RunSettings, historyTable: string) {
    this.#shared = sharesClient(application);
    const address =
      settings.migrationUrl === undefined ? {} : addressOptions(application, settings.migrationUrl);
    this.driver = this.#shared
      ? application
      : openOwnDriver(application, { ...address, pool: { min: 0, max: 3 } });
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

  async transaction<T>(
    _subject: string,
    _knowledge: AttemptKnowledge,
    body: (session: Session) => Promise<T>,
  ): Promise<T> {
    return this.#hold(async (client) => {
      const context = await client.startTransaction().execute();
      try {
        const session = this.#session(context);
        await session.execute(`set local lock_timeout = ${this.#settings.statementLockTimeout}`);
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
      const session = this.#session(client);
      if (!this.#shared) {
        // `concurrently` waits for transactions that began before it, and blocks nobody meanwhile: it may take its time.
        await session.execute('set lock_timeout = 0');
      }
      return body(session);
    });
  }

  openLedger(session: Session, knowledge: AttemptKnowledge): Promise<Ledger> {
    return openLedger(session.execute, knowledge, this.#historyTable);
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

  isLockFailure(error: unknown): boolean {
    return LOCK_FAILURES.has(readErrorFacts(error).code);
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
        const execute = this.#execute(client);
        await noticeDeadClient(execute);
        const rows = await execute('select pg_backend_pid() as pid');
        this.#backend = Number(rows[0]?.pid);
        try {
          return await body(client);
        } finally {
          this.#backend = undefined;
        }
      });
  }

  #execute(context: Client): Execute {
    return (sql) => this.driver.getConnection().execute(sql, [], 'all', context);
  }

  #session(context: Client): Session {
    const execute = this.#execute(context);
    const inTransaction = context.isTransaction;
    return {
      context,
      execute,
      perform: async (step) => {
        if (step.kind === 'rebuild') {
          return;
        }
        const run = () => this.driver.getConnection().execute(textOf(step), [], 'all', context);
        if (!inTransaction) {
          await run();
          return;
        }
        // A failure aborts the transaction; back at the savepoint it takes the queries that explain the failure.
        await execute('savepoint migrator_step');
        try {
          await run();
        } catch (error) {
          await execute('rollback to savepoint migrator_step').catch(() => {});
          throw error;
        }
        await execute('release savepoint migrator_step');
      },
    };
  }
}

/** Kysely, as MikroORM's connection hands it out. */
type Client = ReturnType<ReturnType<AbstractSqlDriver['getConnection']>['getClient']>;

function textOf(step: Exclude<RunStep, { kind: 'rebuild' }>) {
  if (step.kind === 'backfill') {
    throw new TypeError('A backfill is carried out batch by batch, not as one statement.');
  }
  return step.kind === 'sql' ? step.sql : step.query;
}
