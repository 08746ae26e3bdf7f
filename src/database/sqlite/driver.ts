import type { Dictionary } from '@mikro-orm/sql';
import { SqliteConnection, SqliteDriver } from '@mikro-orm/sqlite';
import { activity } from '../activity.ts';
import { FOLD_CASE, foldCase } from '../case-folding.ts';
import { cachedPrepare } from './statement-cache.ts';

/**
 * What each connection is told, whoever opens it.
 *
 * - `synchronous`: better-sqlite3 is built to leave out the sync of each commit once there is a write-ahead log, so that a
 *   power cut may take what was acknowledged. A sync takes about 0.3 ms of waiting on an SSD, and with
 *   the log there is one a commit, where a rollback journal needs four.
 * - `journal_size_limit`: the log stays as long as it ever was, on a disk that may be full by now. After a long reader has
 *   let it grow, it is cut to this once all of it is in the database. In a steady load it is 4 MB (`wal_autocheckpoint`).
 */
const SETTINGS = ['synchronous = full', `journal_size_limit = ${16 * 1024 * 1024}`];

/** A connection whose SQL knows `fold_case(text)`, and that keeps the statements that it prepared. */
class FoldingConnection extends SqliteConnection {
  // Here and not after connecting, so that no statement can come before the function.
  override createKyselyDialect(options: Dictionary) {
    const dialect = super.createKyselyDialect(options);
    // Private in TypeScript; the public `getNativeClient` would connect, and wait for itself.
    const database: Database = Reflect.get(this, 'database');
    database.function(FOLD_CASE, { deterministic: true }, (text) =>
      typeof text === 'string' ? foldCase(text) : text,
    );
    for (const setting of SETTINGS) {
      database.pragma(setting);
    }
    const prepare = cachedPrepare(database.prepare.bind(database));
    database.prepare = (sql) => {
      refuseLate(sql);
      return sql === 'rollback' && !database.inTransaction ? NOTHING_TO_ROLL_BACK : prepare(sql);
    };
    return dialect;
  }
}

/**
 * After some failures (a full disk among them) SQLite has rolled back by itself, and refuses to do so again. Kysely gives
 * the one connection to nobody else until its `rollback` has succeeded: the process would wait for ever.
 * https://www.sqlite.org/lang_transaction.html, 2.3 "Response To Errors Within A Transaction"
 */
const NOTHING_TO_ROLL_BACK: Statement = {
  reader: false,
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

/** What Kysely does with a statement that returns no rows. */
interface Statement {
  reader: boolean;
  run(): { changes: number; lastInsertRowid: number };
}

/** The part of better-sqlite3 that is used here (it brings no types). */
interface Database {
  readonly inTransaction: boolean;
  pragma(setting: string): unknown;
  prepare(sql: string): Statement;
  function(
    name: string,
    options: { deterministic: boolean },
    implementation: (value: unknown) => unknown,
  ): void;
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
