import type { Dictionary } from '@mikro-orm/core';
import type { AbstractSqlDriver, SqlEntityManager } from '@mikro-orm/sql';
import { dialectOf } from '../model/dialect-of.ts';
import { openOffline } from '../model/offline-orm.ts';
import { openOwnDriver, sharesClient } from '../run/own-driver.ts';
import type { Recorder } from './recorder.ts';

/** Fails, and so rolls the transaction back, where a row violates a foreign key: the pragma alone only lists it. */
const FOREIGN_KEY_CHECK = [
  'create temp table "foreign key check" ("violations of foreign keys" integer check ("violations of foreign keys" = 0))',
  'insert into temp."foreign key check" select count(*) from pragma_foreign_key_check',
  'drop table temp."foreign key check"',
];

/**
 * A driver over an empty database in memory, whose statements the recorder sees as SQLite carries them out: rebuilds
 * are derived from the table that is there when they run.
 */
export async function openRecordingSqlite(
  { em, driver }: { em: SqlEntityManager; driver: AbstractSqlDriver },
  recorder: Recorder,
): Promise<AbstractSqlDriver> {
  // The application's own driver where it can be: it may bring SQL functions that the migrations use.
  const base =
    dialectOf(driver.getPlatform()) === 'sqlite' && !sharesClient(driver)
      ? driver
      : (await openOffline(em, 'sqlite')).getDriver();
  let foreignKeys = true;
  recorder.beforeCommit = () => (foreignKeys ? [] : FOREIGN_KEY_CHECK);
  const verbose = (sql: unknown) => {
    foreignKeys = readForeignKeys(String(sql)) ?? foreignKeys;
    recorder.see(String(sql));
  };
  const options = base.config.get('driverOptions') as Dictionary;
  return openOwnDriver(base, { dbName: ':memory:', driverOptions: { ...options, verbose } });
}

/** What a statement sets `pragma foreign_keys` to. */
function readForeignKeys(sql: string): boolean | undefined {
  const value = /^\s*pragma\s+foreign_keys\s*=\s*(\w+)/i.exec(sql)?.[1]?.toLowerCase();
  return value === undefined ? undefined : ['on', '1', 'true', 'yes'].includes(value);
}
