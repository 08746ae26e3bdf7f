import type { Platform } from '@mikro-orm/core';
import { BasePostgreSqlPlatform, SqlitePlatform } from '@mikro-orm/sql';
import { MigrationError } from '../errors.ts';
import type { Dialect } from './schema.ts';

/**
 * The dialect that a MikroORM platform speaks.
 *
 * @throws {MigrationError} CHANGE_NOT_SUPPORTED for any other database.
 */
export function dialectOf(platform: Platform): Dialect {
  if (platform instanceof SqlitePlatform) {
    return 'sqlite';
  }
  if (platform instanceof BasePostgreSqlPlatform) {
    return 'postgresql';
  }
  throw new MigrationError(
    'CHANGE_NOT_SUPPORTED',
    `This migrator works on SQLite and PostgreSQL; MikroORM is configured with ${platform.constructor.name}. ` +
      "Choose the driver of '@mikro-orm/sqlite' or '@mikro-orm/postgresql'.",
  );
}
