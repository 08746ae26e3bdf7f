import type { MigrationsOptions } from '@mikro-orm/core';
import type { AbstractSqlDriver, SqlEntityManager } from '@mikro-orm/sql';
import type { Dialect } from '../model/schema.ts';
import type { RunSettings } from '../run/options.ts';

/** What a check works on. */
export interface CheckContext {
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
