import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { PostgreSqlDriver } from '@mikro-orm/postgresql';
import { type AbstractSqlDriver, type Options, SqlMikroORM } from '@mikro-orm/sql';
import type { DatabaseLocation } from '../config.ts';
import { entities } from '../entities/index.ts';
import { dualMigrator } from '../migrator/index.ts';
import { NamingStrategy } from './naming-strategy.ts';
import { SEARCH_OBJECTS } from './search/objects.ts';
import { FoldingSqliteDriver } from './sqlite-driver.ts';

/** MikroORM over either database. */
export type Orm = SqlMikroORM<AbstractSqlDriver>;
/** What MikroORM needs for either database. */
export type OrmOptions = Partial<Options<AbstractSqlDriver>>;

/** How long to wait for PostgreSQL to accept a connection, or for one of the pool to become free. */
const CONNECT_TIMEOUT_MS = 5_000;

/** Everything that is the same on every database. */
const shared: OrmOptions = {
  entities,
  namingStrategy: NamingStrategy,
  extensions: [dualMigrator({ lineWidth: 110, onlyOn: SEARCH_OBJECTS })],
  // Not the working directory: the process may be started from anywhere.
  baseDir: resolve(import.meta.dirname, '../..'),
  migrations: { path: 'migrations', snapshotOnMigrate: false },
  colors: false,
};

/**
 * MikroORM's options for the database at `location`. Opens nothing, but for the folder of an SQLite file,
 * which is created: SQLite creates files, never folders.
 */
export function ormOptions(location: DatabaseLocation): OrmOptions {
  if (location.dialect === 'postgresql') {
    // MikroORM reads host, port, user, password and database from the URL and drops the rest of it: without
    // connectionString, sslmode=require would connect in the clear.
    const driverOptions = { connectionString: location.url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS };
    return { ...shared, driver: PostgreSqlDriver, clientUrl: location.url, driverOptions };
  }
  if (location.path !== ':memory:') {
    mkdirSync(dirname(location.path), { recursive: true });
  }
  return { ...shared, driver: FoldingSqliteDriver, dbName: location.path };
}

/** Opens MikroORM over the database at `location`; the first query connects. */
export function openOrm(location: DatabaseLocation, overrides: OrmOptions = {}): Promise<Orm> {
  return SqlMikroORM.init<AbstractSqlDriver>({ ...ormOptions(location), ...overrides });
}
