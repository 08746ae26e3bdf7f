import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { PostgreSqlDriver } from '@mikro-orm/postgresql';
import { type AbstractSqlDriver, type Options, SqlMikroORM } from '@mikro-orm/sql';
import { SqliteDriver } from '@mikro-orm/sqlite';
import type { DatabaseLocation } from '../config.ts';
import { entities } from '../entities/index.ts';
import { dualMigrator } from '../migrator/index.ts';
import { NamingStrategy } from './naming-strategy.ts';

/** MikroORM over either database. */
export type Orm = SqlMikroORM<AbstractSqlDriver>;
/** What MikroORM needs for either database. */
export type OrmOptions = Partial<Options<AbstractSqlDriver>>;

/** Everything that is the same on every database. */
const shared: OrmOptions = {
  entities,
  namingStrategy: NamingStrategy,
  extensions: [dualMigrator({ lineWidth: 110 })],
  migrations: { path: 'migrations', snapshotOnMigrate: false },
  colors: false,
};

/**
 * MikroORM's options for the database at `location`. Opens nothing, but for the folder of an SQLite file,
 * which is created: SQLite creates files, never folders.
 */
export function ormOptions(location: DatabaseLocation): OrmOptions {
  if (location.dialect === 'postgresql') {
    return { ...shared, driver: PostgreSqlDriver, clientUrl: location.url };
  }
  if (location.path !== ':memory:') {
    mkdirSync(dirname(location.path), { recursive: true });
  }
  return { ...shared, driver: SqliteDriver, dbName: location.path };
}

/** Opens MikroORM over the database at `location`; the first query connects. */
export function openOrm(location: DatabaseLocation, overrides: OrmOptions = {}): Promise<Orm> {
  return SqlMikroORM.init<AbstractSqlDriver>({ ...ormOptions(location), ...overrides });
}
