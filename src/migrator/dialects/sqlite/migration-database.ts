import type { AbstractSqlDriver } from '@mikro-orm/sql';
import { readErrorFacts } from '../../diagnose/error-facts.ts';
import { findBrokenObjects, refuseBroken } from '../../diagnose/sqlite/broken-objects.ts';
import { quoteColumn, quoteString } from '../../model/quote.ts';
import { type AttemptKnowledge, FIRST_ATTEMPT } from '../../run/attempt.ts';
import type { Execute, Row } from '../../run/execute.ts';
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
import type { RunStep } from '../../run/steps.ts';
import { sqliteBackfills } from './backfill.ts';
import { backUp } from './backup.ts';
import { dropEverything } from './clear.ts';
import { openLedger } from './conserve.ts';
import { assertNoNewViolations, countViolations, needsForeignKeysOff } from './foreign-keys.ts';
import { readLockState, takeLock } from './lock.ts';
import { rebuildTable } from './rebuild/index.ts';

/** Statements that SQLite refuses inside a transaction, or that mean nothing there. */
const STANDS_ALONE = /^\s*(vacuum|attach|detach|pragma\s+(journal_mode|auto_vacuum|page_size))\b/i;

/**
 * Migrations on SQLite. MikroORM has one connection, and this holds it for as long as a migration takes: queries of
 * the application in the same process wait, and never run with foreign keys off.
 */
export class SqliteMigrationDatabase implements MigrationDatabase {
  readonly dialect = 'sqlite';
  readonly backfills = sqliteBackfills;
  readonly driver: AbstractSqlDriver;
  /** Absolute path of the file; undefined for a database in memory. */
  readonly #file: string | undefined;
  readonly #settings: RunSettings;
  readonly #historyTable: string;

  private constructor(
    driver: AbstractSqlDriver,
    settings: RunSettings,
    historyTable: string,
    file: string | undefined,
  ) {
    this.driver = driver;
    this.#settings = settings;
    this.#historyTable = historyTable;
    this.#file = file;
  }

  static async open(
    driver: AbstractSqlDriver,
    settings: RunSettings,
    historyTable: string,
  ): Promise<SqliteMigrationDatabase> {
    // SQLite says which file it opened, as an absolute path; a database in memory has none.
    const rows: Row[] = await driver
      .getConnection()
      .execute("select file from pragma_database_list where name = 'main'");
    const file = rows[0]?.file;
    return new SqliteMigrationDatabase(driver, settings, historyTable, file ? String(file) : undefined);
  }

  get address(): string {
    return this.#file ?? 'the database in memory';
  }

  async reach(): Promise<void> {
    // It was reached when it was opened: SQLite has no server.
  }

  lock(request: LockRequest): Promise<Lock> {
    return takeLock(this.driver, this.#file, request);
  }

  lockState(): Promise<LockState> {
    return readLockState(this.driver, this.#file);
  }

  async transaction<T>(
    migration: string,
    knowledge: AttemptKnowledge,
    body: (session: Session) => Promise<T>,
  ): Promise<T> {
    return this.#withForeignKeys(knowledge.foreignKeys, async (session) => {
      const before = knowledge.oldViolations ? await countViolations(session.execute) : undefined;
      const broken = await findBrokenObjects(session.execute);
      const result = await body(session);
      await refuseBroken(session.execute, migration, broken);
      if (!knowledge.foreignKeys) {
        await assertNoNewViolations(session.execute, migration, knowledge, before);
      }
      return result;
    });
  }

  batch<T>(body: (session: Session) => Promise<T>): Promise<T> {
    return this.#withForeignKeys(true, body);
  }

  #withForeignKeys<T>(on: boolean, body: (session: Session) => Promise<T>): Promise<T> {
    return this.#hold(async (held) => {
      const foreignKeys = await held.execute('pragma foreign_keys');
      // Inside a transaction the pragma does nothing (SQLite manual, "PRAGMA foreign_keys").
      await held.execute(`pragma foreign_keys = ${on ? 'on' : 'off'}`);
      try {
        return await this.#transact(held, body);
      } finally {
        await held.execute(`pragma foreign_keys = ${foreignKeys[0]?.foreign_keys === 0 ? 'off' : 'on'}`);
      }
    });
  }

  async #transact<T>(held: Held, body: (session: Session) => Promise<T>): Promise<T> {
    const [history] = await held.execute(
      `select 1 from main.sqlite_schema where type = 'table' and name = ${quoteString(this.#historyTable)}`,
    );
    const context = await held.client.startTransaction().execute();
    try {
      const session = this.#session(context);
      // Kysely begins a deferred transaction. A write as its first statement takes the write lock at once, as
      // `begin immediate` would: no later statement can then fail because another process wrote in between.
      if (history !== undefined) {
        await session.execute(`delete from main.${quoteColumn(this.#historyTable)} where 0`);
      }
      const result = await body(session);
      await context.commit().execute();
      return result;
    } catch (error) {
      // Some failures (disk full, `on conflict rollback`) have rolled back already; then there is nothing to do.
      await context
        .rollback()
        .execute()
        .catch(() => {});
      throw error;
    }
  }

  connection<T>(body: (session: Session) => Promise<T>): Promise<T> {
    return this.#hold((held) => body(this.#session(held.client)));
  }

  async openLedger(session: Session, knowledge: AttemptKnowledge): Promise<Ledger> {
    const ledger = await openLedger(session.execute, knowledge, this.#historyTable);
    return leaveOut(ledger, this.#settings.onlyOn[this.dialect]);
  }

  prepare(steps: readonly RunStep[], knowledge: AttemptKnowledge): AttemptKnowledge {
    return knowledge.foreignKeys && steps.some(needsForeignKeysOff)
      ? { ...knowledge, foreignKeys: false }
      : knowledge;
  }

  canBeAtomic(steps: readonly RunStep[]): boolean {
    // A migration that leaves the transaction does so for PostgreSQL, or to change rows in batches: SQLite changes any
    // schema inside one.
    return !steps.some((step) => step.kind === 'backfill' || this.standsAlone(step));
  }

  standsAlone(step: RunStep): boolean {
    return step.kind === 'sql' && STANDS_ALONE.test(step.sql);
  }

  async repair(): Promise<boolean> {
    return true;
  }

  undo(): undefined {
    // What SQLite does outside a transaction (vacuum, attach) leaves nothing to take back.
  }

  isLockFailure(error: unknown): boolean {
    return readErrorFacts(error).code.startsWith('SQLITE_BUSY');
  }

  heldBy(): HeldBy {
    // SQLite's locks are those of the file system, which do not tell whose they are.
    return {
      holder: `another process, or another connection, that writes to ${this.address}`,
      remedy: undefined,
    };
  }

  backup(): Promise<string | undefined> {
    return backUp(this.driver, this.#file, this.#settings, this.#historyTable);
  }

  clear(): Promise<void> {
    // Every table of the file is the application's, also those that the entities do not know any more.
    return this.transaction('migration:fresh', { ...FIRST_ATTEMPT, foreignKeys: false }, ({ execute }) =>
      dropEverything(execute),
    );
  }

  async cancel(): Promise<void> {
    // better-sqlite3 is synchronous: when this runs, no statement does.
  }

  async close(): Promise<void> {
    // The connection is the application's.
  }

  async #hold<T>(body: (held: Held) => Promise<T>): Promise<T> {
    const connection = this.driver.getConnection();
    await connection.ensureConnection();
    return connection
      .getClient()
      .connection()
      .execute((client) => body({ client, execute: this.#execute(client) }));
  }

  #execute(context: Client): Execute {
    return (sql) => this.driver.getConnection().execute(sql, [], 'all', context);
  }

  #session(context: Client): Session {
    const execute = this.#execute(context);
    return {
      context,
      execute,
      guard: (_statement, run) => run(),
      perform: async (step) => {
        if (step.kind === 'rebuild') {
          await rebuildTable(execute, step.table, step.changes);
        } else {
          await this.driver.getConnection().execute(textOf(step), [], 'all', context);
        }
      },
    };
  }
}

/** Kysely, as MikroORM's connection hands it out. */
type Client = ReturnType<ReturnType<AbstractSqlDriver['getConnection']>['getClient']>;

/** The connection, while nobody else has it. */
interface Held {
  client: Client;
  execute: Execute;
}

function textOf(step: Exclude<RunStep, { kind: 'rebuild' }>) {
  if (step.kind === 'backfill') {
    throw new TypeError('A backfill is carried out batch by batch, not as one statement.');
  }
  return step.kind === 'sql' ? step.sql : step.query;
}
