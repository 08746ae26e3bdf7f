import type { Dictionary } from '@mikro-orm/sql';
import { SqliteConnection, SqliteDriver } from '@mikro-orm/sqlite';
import type { default as Database, Statement } from 'better-sqlite3';
import { activity } from '../activity.ts';
import type { DatabaseValue } from '../row-map.ts';
import { addFunctions } from './functions.ts';
import { ReadsBeside } from './reads-beside.ts';
import { cachedPrepare } from './statement-cache.ts';
import { TimeLimit } from './time-limit.ts';
import { LOG_LIMIT, shortenLargeLog } from './write-ahead-log.ts';

/**
 * What each connection is told, whoever opens it.
 *
 * - `synchronous`: better-sqlite3 is built to leave out the sync of each commit once there is a write-ahead log, so that a
 *   power cut may take what was acknowledged. A sync takes about 0.3 ms of waiting on an SSD, and with
 *   the log there is one a commit, where a rollback journal needs four.
 * - `journal_size_limit`: the log stays as long as it ever was, on a disk that may be full by now. After a long reader has
 *   let it grow, it is cut to this once all of it is in the database. In a steady load it is 4 MB (`wal_autocheckpoint`).
 */
const SETTINGS = ['synchronous = full', `journal_size_limit = ${LOG_LIMIT}`];

/**
 * A connection whose SQL knows our functions, that keeps the statements that it prepared, and whose statements end when
 * the request may take no longer.
 */
export class FoldingConnection extends SqliteConnection {
  #native: Database | undefined;
  #beside: ReadsBeside | undefined;

  // Here and not after connecting, so that no statement can come before the function.
  override createKyselyDialect(options: Dictionary) {
    const dialect = super.createKyselyDialect(options);
    // Private in TypeScript; the public `getNativeClient` would connect, and wait for itself.
    const database: Database = Reflect.get(this, 'database');
    this.#native = database;
    const limit = new TimeLimit();
    addFunctions(database, () => limit.check());
    for (const setting of SETTINGS) {
      database.pragma(setting);
    }
    const prepare = cachedPrepare(database.prepare.bind(database));
    database.prepare = (sql) => {
      refuseLate(sql);
      limit.begin(this.#beside !== undefined && /^select\b/i.test(sql) && !database.inTransaction);
      return sql === 'rollback' && !database.inTransaction ? NOTHING_TO_ROLL_BACK : prepare(sql);
    };
    return dialect;
  }

  /**
   * From now on queries that take long run on a thread of their own, until the connection is closed.
   *
   * @param file The database, which has a write-ahead log.
   */
  readBeside(file: string): void {
    this.#beside = new ReadsBeside(file, () => {
      if (this.#native !== undefined) {
        shortenLargeLog(this.#native, file);
      }
    });
  }

  /**
   * The rows of a query that took too long here.
   *
   * @throws Error where nothing runs on another thread.
   */
  readElsewhere(sql: string, values: readonly DatabaseValue[]): Promise<Record<string, DatabaseValue>[]> {
    if (this.#beside === undefined) {
      throw new Error('This connection has no other thread.');
    }
    return this.#beside.read(sql, values);
  }

  override async close(force?: boolean): Promise<void> {
    await this.#beside?.close();
    this.#beside = undefined;
    await super.close(force);
  }
}

/**
 * After some failures (a full disk among them) SQLite has rolled back by itself, and refuses to do so again. Kysely gives
 * the one connection to nobody else until its `rollback` has succeeded: the process would wait for ever.
 * https://www.sqlite.org/lang_transaction.html, 2.3 "Response To Errors Within A Transaction"
 */
const NOTHING_TO_ROLL_BACK: Statement = {
  reader: false,
  all: () => [],
  get: () => undefined,
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
};

/**
 * Refuses a statement of a request that was given up while it waited for the one connection. What begins or ends a
 * transaction is let through: Kysely would not give the connection back.
 */
function refuseLate(sql: string): void {
  const signal = activity.getStore()?.signal;
  if (signal?.aborted && !/^(begin|commit|rollback|savepoint|release)\b/i.test(sql)) {
    throw signal.reason;
  }
}

/** MikroORM's driver for SQLite, with the SQL functions that the read path needs. */
export class FoldingSqliteDriver extends SqliteDriver {
  protected override readonly connection: SqliteConnection = new FoldingConnection(this.config);
  readonly #releases: (() => void)[] = [];

  /** Does `release` once the database is closed. */
  onClosed(release: () => void): void {
    this.#releases.push(release);
  }

  override async close(force?: boolean): Promise<void> {
    await super.close(force);
    for (const release of this.#releases.splice(0)) {
      release();
    }
  }
}
