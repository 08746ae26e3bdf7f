import type { Dictionary } from '@mikro-orm/sql';
import { SqliteConnection, SqliteDriver } from '@mikro-orm/sqlite';
import { FOLD_CASE, foldCase } from './case-folding.ts';
import { cachedPrepare } from './statement-cache.ts';

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
    database.prepare = cachedPrepare(database.prepare.bind(database));
    return dialect;
  }
}

/** The part of better-sqlite3 that is used here (it brings no types). */
interface Database {
  prepare(sql: string): unknown;
  function(
    name: string,
    options: { deterministic: boolean },
    implementation: (value: unknown) => unknown,
  ): void;
}

/** MikroORM's driver for SQLite, with the SQL functions that the read path needs. */
export class FoldingSqliteDriver extends SqliteDriver {
  protected override readonly connection: SqliteConnection = new FoldingConnection(this.config);
}
