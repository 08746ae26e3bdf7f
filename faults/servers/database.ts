import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openOrm } from '../../src/database/orm.ts';
import { startPostgresCluster } from './postgres-cluster.ts';

/** The databases that the product runs on. */
export const DIALECTS = ['sqlite', 'postgresql'] as const;
export type Dialect = (typeof DIALECTS)[number];

/** A database of one scenario. */
export interface ScenarioDatabase {
  /** As DATABASE_URL. */
  url: string;
  /** What is damaged in it; empty where nothing is. */
  damages(): Promise<string[]>;
  /** Deletes it. */
  stop(): Promise<void>;
}

/** An SQLite file that the API creates, or a migrated database on a PostgreSQL server of its own. */
export async function startDatabase(dialect: Dialect): Promise<ScenarioDatabase> {
  if (dialect === 'postgresql') {
    const { url, stop } = await startPostgresCluster();
    return { url, stop, damages: async () => [] };
  }
  const folder = await mkdtemp(join(tmpdir(), 'faults-sqlite-'));
  const path = join(folder, 'todo.db');
  return {
    url: `sqlite:${path}`,
    damages: () => damagesOf(path),
    stop: () => rm(folder, { recursive: true, force: true }),
  };
}

/** What SQLite finds damaged in the file at `path`. */
export async function damagesOf(path: string): Promise<string[]> {
  const orm = await openOrm({ dialect: 'sqlite', path });
  try {
    const found = await orm.driver.execute<{ integrity_check: string }[]>('pragma integrity_check');
    const orphans = await orm.driver.execute<object[]>('pragma foreign_key_check');
    return [
      ...found.map((row) => row.integrity_check).filter((finding) => finding !== 'ok'),
      ...orphans.map((row) => `A row refers to none: ${JSON.stringify(row)}`),
    ];
  } finally {
    await orm.close(true);
  }
}
