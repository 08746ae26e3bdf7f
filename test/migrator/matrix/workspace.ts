import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseLocation } from '../../../src/config.ts';
import type { Dialect } from '../../../src/migrator/model/schema.ts';
import { connect } from './connection.ts';
import type { Engine } from './engine.ts';
import type { Workspace } from './run-cell.ts';

/**
 * A workspace for cells that run one after the other: one PostgreSQL database that is emptied between them, and a new
 * SQLite file for each.
 *
 * @param root A folder of its own; migration files in it must be able to import what they import.
 * @param postgresUrl An empty database.
 */
export function workspaceIn(engine: Engine, root: string, postgresUrl: string): Workspace {
  let files = 0;
  const folders = new Map<string, string>();
  mkdirSync(root, { recursive: true });
  return {
    engine,
    references: new Map(),
    folder(key) {
      const known = folders.get(key) ?? join(root, `migrations-${folders.size}`);
      folders.set(key, known);
      return known;
    },
    async emptyDatabase(dialect: Dialect): Promise<DatabaseLocation> {
      if (dialect === 'sqlite') {
        rmSync(join(root, `${files}.db`), { force: true });
        files++;
        return { dialect, path: join(root, `${files}.db`) };
      }
      const connection = await connect({ dialect, url: postgresUrl });
      await connection.run('drop schema if exists public cascade; create schema public');
      await connection.close();
      return { dialect, url: postgresUrl };
    },
  };
}
