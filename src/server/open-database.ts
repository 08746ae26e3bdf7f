import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { FastifyBaseLogger } from 'fastify';
import type { Config, DatabaseLocation } from '../config.ts';
import { describeConnectionFailure } from '../database/connection-failure.ts';
import { apiOptions, type Orm, openOrm } from '../database/orm.ts';
import { FileInServiceError } from '../database/sqlite/server-lock.ts';
import { claimFile, prepareForService } from '../database/sqlite/service.ts';
import { MigrationError } from '../migrator/errors.ts';
import { migrationState } from './migration-state.ts';
import { describePending } from './readiness.ts';
import { StartupError } from './startup-error.ts';

/** An open database, and what was done to it. */
export interface OpenDatabase {
  orm: Orm;
  /** The migrations that were applied to an SQLite database just now. */
  applied: string[];
}

/**
 * Opens the database, and brings an SQLite one up to date: one command runs the product. A PostgreSQL database is
 * never migrated from here, where several processes start at once and may lack the right to: what is pending is named.
 *
 * @throws StartupError when the database cannot be used.
 */
export async function openDatabase(config: Config, log: FastifyBaseLogger): Promise<OpenDatabase> {
  const location = config.DATABASE_URL;
  try {
    const orm = await openOrm(location, {
      ...apiOptions(config, log),
      logger: (message) => log.info(message),
    });
    const applied =
      location.dialect === 'sqlite'
        ? await prepareSqlite(orm, location, config, log)
        : await preparePostgresql(orm, log);
    return { orm, applied };
  } catch (error) {
    const message =
      error instanceof MigrationError || error instanceof FileInServiceError
        ? error.message
        : describeConnectionFailure(location, error);
    throw message === undefined ? error : new StartupError(message, { cause: error });
  }
}

async function preparePostgresql(orm: Orm, log: FastifyBaseLogger): Promise<string[]> {
  const { pending } = await migrationState(orm);
  if (pending.length > 0) {
    log.warn(`${describePending(pending).message}. Until then /readyz is 503.`);
  }
  return [];
}

async function prepareSqlite(
  orm: Orm,
  { path }: SqliteLocation,
  { SQLITE_SYNCHRONOUS: synchronous }: Config,
  log: FastifyBaseLogger,
): Promise<string[]> {
  if (path !== ':memory:') {
    // SQLite writes its journal beside the database: without this the first mutation would be the one to fail.
    await access(dirname(path), constants.W_OK);
  }
  // SQLite looks into a file only when it is asked something.
  await orm.driver.execute('select 1 from sqlite_master limit 1');
  await claimFile(orm);
  const applied = await orm.migrator.up();
  for (const warning of await prepareForService(orm, { synchronous })) {
    log.warn(warning);
  }
  return applied.map(({ name }) => name);
}

type SqliteLocation = DatabaseLocation & { dialect: 'sqlite' };
