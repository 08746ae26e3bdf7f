import { readdir } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { TableNotFoundException } from '@mikro-orm/core';
import type { Orm } from '../database/orm.ts';

async function appliedMigrations(orm: Orm): Promise<Set<string>> {
  const { tableName = 'mikro_orm_migrations' } = orm.config.get('migrations');
  const table = orm.driver.getPlatform().quoteIdentifier(tableName);
  try {
    const rows = await orm.driver.execute<{ name: string }[]>(`select name from ${table}`);
    return new Set(rows.map(({ name }) => name));
  } catch (error) {
    if (error instanceof TableNotFoundException) {
      // Before the first migration there is no history table.
      return new Set();
    }
    throw error;
  }
}

/**
 * The migrations in the repository that the database has not seen, oldest first. Only reads: `migrator.getPending()`
 * creates the history table, and a missing database, which a server must not do and may not be allowed to.
 */
export async function pendingMigrations(orm: Orm): Promise<string[]> {
  const { path = 'migrations' } = orm.config.get('migrations');
  const files = (await readdir(resolve(orm.config.get('baseDir'), path))).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.d.ts'),
  );
  const applied = await appliedMigrations(orm);
  return files
    .map((file) => basename(file, '.ts'))
    .filter((name) => !applied.has(name))
    .sort();
}
