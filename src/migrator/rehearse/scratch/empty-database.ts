import type { AbstractSqlDriver } from '@mikro-orm/sql';
import { withScratchDatabase } from '../../dialects/postgresql/scratch-database.ts';
import { dialectOf } from '../../model/dialect-of.ts';
import { openOffline } from '../../model/offline-orm.ts';
import type { Dialect } from '../../model/schema.ts';
import type { Project } from '../../project.ts';
import { openOwnDriver } from '../../run/own-driver.ts';

/**
 * Runs `body` on an empty database: in memory on SQLite, beside the application's own on PostgreSQL.
 *
 * @throws The server's error, where the role may not create a database (SQLSTATE 42501).
 */
export function withEmptyDatabase<T>(
  project: Project,
  dialect: Dialect,
  body: (driver: AbstractSqlDriver) => Promise<T>,
): Promise<T> {
  return dialect === 'postgresql' ? withScratchDatabase(project.driver, body) : withMemory(project, body);
}

/** Runs `body` on an SQLite database in memory, which for a migration differs from a file only in its speed. */
export async function withMemory<T>(
  { em, driver }: Project,
  body: (driver: AbstractSqlDriver) => Promise<T>,
): Promise<T> {
  // The application's own driver where it can be: it may bring SQL functions that the migrations use.
  const memory =
    dialectOf(driver.getPlatform()) === 'sqlite'
      ? openOwnDriver(driver, { dbName: ':memory:' })
      : (await openOffline(em, 'sqlite')).getDriver();
  try {
    return await body(memory);
  } finally {
    await memory.close(true);
  }
}
