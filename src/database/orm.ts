import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { PostgreSqlDriver } from '@mikro-orm/postgresql';
import { type AbstractSqlDriver, type Options, SqlMikroORM } from '@mikro-orm/sql';
import type { BaseLogger } from 'pino';
import type { Config, DatabaseLocation } from '../config.ts';
import { entities } from '../entities/index.ts';
import { dualMigrator } from '../migrator/index.ts';
import { NamingStrategy } from './naming-strategy.ts';
import { limitsOf, WITHOUT_LIMITS } from './postgresql/limits.ts';
import { type PoolOptions, poolOptions } from './postgresql/options.ts';
import { SEARCH_OBJECTS } from './search/objects.ts';
import { FoldingSqliteDriver } from './sqlite/driver.ts';

/** MikroORM over either database. */
export type Orm = SqlMikroORM<AbstractSqlDriver>;
/** What MikroORM needs for either database. */
export type OrmOptions = Partial<Options<AbstractSqlDriver>>;
/** Where lines about the database go. */
export type FailureLog = Pick<BaseLogger, 'warn' | 'error'>;

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
    return postgresqlOptions(location.url, poolOptions(location.url, 'todo-migration', WITHOUT_LIMITS));
  }
  if (location.path !== ':memory:') {
    mkdirSync(dirname(location.path), { recursive: true });
  }
  return { ...shared, driver: FoldingSqliteDriver, dbName: location.path };
}

/** The same for the API, within the limits that `config` sets. What becomes of the connections goes to `log`. */
export function apiOptions(config: Config, log: FailureLog): OrmOptions {
  const location = config.DATABASE_URL;
  return location.dialect === 'postgresql'
    ? postgresqlOptions(location.url, poolOptions(location.url, 'todo-api', limitsOf(config), log))
    : ormOptions(location);
}

function postgresqlOptions(url: string, driverOptions: PoolOptions): OrmOptions {
  return { ...shared, driver: PostgreSqlDriver, clientUrl: url, driverOptions };
}

/** Opens MikroORM over the database at `location`; the first query connects. */
export function openOrm(location: DatabaseLocation, overrides: OrmOptions = {}): Promise<Orm> {
  return SqlMikroORM.init<AbstractSqlDriver>({ ...ormOptions(location), ...overrides });
}
