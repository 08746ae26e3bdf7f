import { readdir } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { TableNotFoundException } from '@mikro-orm/core';
import { onAnotherConnection } from '../database/lost-connection.ts';
import type { Orm } from '../database/orm.ts';

/** How the database stands to the migrations of this release; names, oldest first. */
export interface MigrationState {
  /** Of this release, and not applied. */
  pending: string[];
  /** Applied, and not of this release. */
  unknown: string[];
}

async function appliedMigrations(orm: Orm): Promise<string[]> {
  const { tableName = 'mikro_orm_migrations' } = orm.config.get('migrations');
  const table = orm.driver.getPlatform().quoteIdentifier(tableName);
  try {
    const rows = await onAnotherConnection(() =>
      orm.driver.execute<{ name: string }[]>(`select name from ${table}`),
    );
    return rows.map(({ name }) => name);
  } catch (error) {
    if (error instanceof TableNotFoundException) {
      // Before the first migration there is no history table.
      return [];
    }
    throw error;
  }
}

/**
 * Compares the migrations of the repository with the history of the database. Only reads: `migrator.getPending()`
 * creates the history table, and a missing database, which a server must not do and may not be allowed to.
 */
export async function migrationState(orm: Orm): Promise<MigrationState> {
  const { path = 'migrations' } = orm.config.get('migrations');
  const files = (await readdir(resolve(orm.config.get('baseDir'), path))).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.d.ts'),
  );
  const known = new Set(files.map((file) => basename(file, '.ts')));
  const applied = new Set(await appliedMigrations(orm));
  return {
    pending: [...known].filter((name) => !applied.has(name)).sort(),
    unknown: [...applied].filter((name) => !known.has(name)).sort(),
  };
}
