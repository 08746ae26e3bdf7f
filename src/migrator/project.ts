import type { MigrationsOptions } from '@mikro-orm/core';
import type { AbstractSqlDriver, SqlEntityManager } from '@mikro-orm/sql';
import { addressOptions } from './dialects/postgresql/address.ts';
import { dialectOf } from './model/dialect-of.ts';
import type { Dialect } from './model/schema.ts';
import type { RunSettings } from './run/options.ts';
import { openOwnDriver } from './run/own-driver.ts';

/** What a command works on. */
export interface Project {
  em: SqlEntityManager;
  /** Of the application's database, which need not be reachable. */
  driver: AbstractSqlDriver;
  options: MigrationsOptions;
  /** The folder of the migrations and snapshots; absolute. */
  folder: string;
  settings: RunSettings;
}

/** Names as people write them. */
export const DIALECT_NAMES: Record<Dialect, string> = { sqlite: 'SQLite', postgresql: 'PostgreSQL' };

/**
 * Runs `body` on the address that migrations take, where that is another than the application's: through a pooler that
 * shares sessions no scratch database can be reached.
 */
export async function withDirectConnection<T>(
  context: Project,
  body: (context: Project) => Promise<T>,
): Promise<T> {
  const { driver, settings } = context;
  if (settings.migrationUrl === undefined || dialectOf(driver.getPlatform()) !== 'postgresql') {
    return body(context);
  }
  const direct = openOwnDriver(driver, addressOptions(driver, settings.migrationUrl));
  try {
    return await body({ ...context, driver: direct });
  } finally {
    await direct.close(true);
  }
}
