import { Configuration, type Dictionary } from '@mikro-orm/core';
import type { AbstractSqlDriver } from '@mikro-orm/sql';

/**
 * A driver beside the application's, with connections of its own over the same entities. It connects with its first
 * query; whoever opened it closes it.
 *
 * @param overrides Options that differ. Extensions are left out: they belong to the application's ORM.
 */
export function openOwnDriver(driver: AbstractSqlDriver, overrides: Dictionary): AbstractSqlDriver {
  const options = {
    ...driver.config.getAll(),
    extensions: [],
    ensureDatabase: false,
    replicas: [],
    ...overrides,
  };
  // Not `MikroORM.init`: it would discover the entities again, and read MIKRO_ORM_* variables over these options.
  const own = new Configuration(options, false).getDriver() as AbstractSqlDriver;
  own.setMetadata(driver.getMetadata());
  return own;
}

/**
 * Whether the application hands MikroORM a client of its own making (`driverOptions` with a Kysely instance or
 * dialect): another driver would use, and close, that same client.
 */
export function sharesClient(driver: AbstractSqlDriver): boolean {
  const options = driver.config.get('driverOptions') as object | undefined;
  return (
    typeof options === 'function' ||
    (options !== undefined && ('createDriver' in options || 'getExecutor' in options))
  );
}
