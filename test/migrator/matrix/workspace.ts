import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseLocation } from '../../../src/config.ts';
import type { Dialect } from '../../../src/migrator/model/schema.ts';
import { type Connection, connect } from './connection.ts';
import type { Engine } from './engine.ts';

/** Where cells work: empty databases, and folders for migration files. */
export interface Workspace {
  engine: Engine;
  /** Empties the database of the dialect, or makes one; `leave` it before the next. */
  emptyDatabase(dialect: Dialect): Promise<OwnDatabase>;
  /** A folder for migration files; the same for the same key. */
  folder(key: string): string;
  /** Names of the files that were created, by folder and side. */
  created: Map<string, Promise<readonly string[]>>;
  /** The catalog of a database that was migrated directly to a model, by cell. */
  references: Map<string, string[]>;
  /** Deletes every file of it. */
  close(): Promise<void>;
}

/** An empty database, and a connection to it beside the migrator's. */
export interface OwnDatabase {
  location: DatabaseLocation;
  connection: Connection;
  leave(): Promise<void>;
}

/**
 * A workspace for cells that run one after the other: one PostgreSQL database that is emptied between them, and a new
 * SQLite file for each.
 *
 * @param root A folder of its own; migration files in it must be able to import what they import.
 * @param postgresUrl An empty database.
 */
export function workspaceIn(engine: Engine, root: string, postgresUrl: string): Workspace {
  // In memory where the system has such a folder: a commit then waits for no disk.
  const databases = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'matrix-'));
  mkdirSync(root, { recursive: true });
  const folders = new Map<string, string>();
  let cells = 0;
  let postgres: Promise<Connection> | undefined;
  return {
    engine,
    created: new Map(),
    references: new Map(),
    folder(key) {
      const known = folders.get(key) ?? join(root, `migrations-${folders.size}`);
      folders.set(key, known);
      return known;
    },
    async emptyDatabase(dialect: Dialect) {
      if (dialect === 'sqlite') {
        const folder = join(databases, String(cells++));
        mkdirSync(folder);
        const location: DatabaseLocation = { dialect, path: join(folder, 'cell.db') };
        const connection = await connect(location);
        const leave = async () => {
          await connection.close();
          rmSync(folder, { recursive: true, force: true });
        };
        return { location, connection, leave };
      }
      const location: DatabaseLocation = { dialect, url: postgresUrl };
      postgres ??= connect(location);
      const connection = await postgres;
      await connection.run('drop schema if exists public cascade; create schema public');
      return { location, connection, leave: () => Promise.resolve() };
    },
    async close() {
      await (await postgres)?.close();
      rmSync(databases, { recursive: true, force: true });
      rmSync(root, { recursive: true, force: true });
    },
  };
}
