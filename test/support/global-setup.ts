import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type PostgresServer, startPostgres } from '../../src/migrator/rehearse/scratch/postgres-server.ts';
import { migrateTemplates } from './templates.ts';

declare global {
  var testServices: { folder: string; postgres: PostgresServer | undefined } | undefined;
}

/**
 * Once per run: a PostgreSQL (or the one that TEST_DATABASE_URL names), a temporary folder, and in both a migrated
 * template that each test copies.
 */
export default async function setup(): Promise<void> {
  // The migrator is stricter where it is set; a test of that sets it, the others are the same everywhere.
  delete process.env.CI;
  // Of every command that the tests start: what Node compiled is kept, from run to run too.
  process.env.NODE_COMPILE_CACHE ??= join(tmpdir(), 'todo-tests-compiled');
  const memory = await memoryFolder();
  const folder = await mkdtemp(join(memory ?? tmpdir(), 'todo-tests-'));
  const given = process.env.TEST_DATABASE_URL;
  const postgres = given ? undefined : await startIn(memory);
  globalThis.testServices = { folder, postgres };
  process.env.TODO_TEST_POSTGRES_URL = given ?? postgres?.url;
  process.env.TODO_TEST_FOLDER = folder;
  try {
    await migrateTemplates();
  } catch (error) {
    await postgres?.stop();
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/**
 * A folder in memory, where the system has one with room enough: SQLite waits for a disk after every statement, and
 * PostgreSQL copies hundreds of files for a database, which takes five times as long there.
 */
async function memoryFolder(): Promise<string | undefined> {
  const memory = '/dev/shm';
  const { bavail, bsize } = await statfs(memory).catch(() => ({ bavail: 0, bsize: 0 }));
  return bavail * bsize > 3 * 2 ** 30 ? memory : undefined;
}

/** Starts a PostgreSQL in `folder`, which is then the temporary folder of all tests: those that start servers, too. */
async function startIn(folder: string | undefined): Promise<PostgresServer> {
  const usual = tmpdir();
  if (folder !== undefined) {
    process.env.TMPDIR = folder;
    try {
      return await startPostgres();
    } catch {
      // Programs may be forbidden there, and the server's are copied where its user cannot get at the checkout.
      process.env.TMPDIR = usual;
    }
  }
  return startPostgres();
}
