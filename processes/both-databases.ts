import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseLocation } from '../src/config.ts';
import { type Orm, openOrm } from '../src/database/orm.ts';
import { startPostgres } from '../src/migrator/rehearse/scratch/postgres-server.ts';

/**
 * Does `work` on a migrated database without a row: on SQLite, and then on PostgreSQL. Nothing is left of either.
 *
 * @param settings Of the PostgreSQL server: `shared_buffers=512MB`.
 */
export async function onBothDatabases(
  work: (orm: Orm, database: 'SQLite' | 'PostgreSQL') => Promise<void>,
  settings: string[] = [],
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'todo-databases-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const on = async (database: 'SQLite' | 'PostgreSQL', location: DatabaseLocation) => {
    const orm = await openOrm(location, { migrations: { path: 'migrations', silent: true } });
    try {
      await orm.migrator.up();
      await work(orm, database);
    } finally {
      await orm.close(true);
    }
  };
  await on('SQLite', { dialect: 'sqlite', path: join(folder, 'todo.db') });
  const server = await startPostgres(settings);
  try {
    await on('PostgreSQL', { dialect: 'postgresql', url: server.url });
  } finally {
    await server.stop();
  }
}
