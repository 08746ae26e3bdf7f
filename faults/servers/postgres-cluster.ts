import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openOrm } from '../../src/database/orm.ts';
import { type Caretaker, hireCaretaker } from '../../src/migrator/rehearse/scratch/caretaker.ts';
import {
  createCluster,
  freePort,
  homeOfClusters,
  type LaunchedServer,
  launchServer,
} from '../../src/migrator/rehearse/scratch/cluster.ts';

/** A PostgreSQL server of one scenario, on a port of 127.0.0.1 that stays the same. */
export interface PostgresCluster {
  /** Address of its database `todo`: migrated. */
  url: string;
  port: number;
  /** Folder of its files, and what else is to go with them. */
  folder: string;
  /** Ends the postmaster with SIGKILL. Its children notice that, and end. */
  kill(): Promise<void>;
  /** Starts it again; resolves when it takes connections. */
  start(): Promise<void>;
  /** Ends it, and deletes its files. They go with this process too, however that ends. */
  stop(): Promise<void>;
}

/**
 * What is acknowledged is with the system, though not on the disk: a process that is killed loses nothing by that, only
 * a power cut would.
 */
const SETTINGS = ['fsync=off'];

/**
 * Starts a PostgreSQL over a new cluster, and migrates its database.
 *
 * @param settings Further `name=value` server settings; they win.
 */
export async function startPostgresCluster(settings: readonly string[] = []): Promise<PostgresCluster> {
  const folder = await mkdtemp(join(await homeOfClusters(), 'faults-postgres-'));
  let caretaker = hireCaretaker(folder);
  const cluster = await createCluster(folder);
  const port = await freePort();
  let server: LaunchedServer | undefined;

  const start = async () => {
    for (let attempt = 1; ; attempt++) {
      server = launchServer(cluster, port, [...SETTINGS, ...settings]);
      caretaker = succeed(caretaker, folder, server.process.pid ?? 0);
      try {
        return await server.ready;
      } catch (error) {
        // The last children of a killed postmaster hold its shared memory for a moment.
        if (attempt === 20 || !String(error).includes('shared memory')) {
          throw error;
        }
      }
    }
  };
  const stop = async () => {
    await server?.end();
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    caretaker.dismiss();
  };
  try {
    await start();
    const url = await migratedDatabase(port);
    const kill = async () => {
      if (server !== undefined) {
        server.process.kill('SIGKILL');
        await once(server.process, 'exit');
      }
    };
    return { url, port, folder, kill, start, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A caretaker knows one process. */
function succeed(before: Caretaker, folder: string, pid: number): Caretaker {
  const caretaker = hireCaretaker(folder);
  caretaker.watch(pid);
  before.dismiss();
  return caretaker;
}

async function migratedDatabase(port: number): Promise<string> {
  const address = `postgresql://postgres@127.0.0.1:${port}`;
  const open = (name: string) =>
    openOrm(
      { dialect: 'postgresql', url: `${address}/${name}` },
      { logger: () => {}, migrations: { path: 'migrations', silent: true, snapshotOnMigrate: false } },
    );
  const maintenance = await open('postgres');
  await maintenance.driver.execute('create database todo');
  await maintenance.close(true);
  const orm = await open('todo');
  await orm.migrator.up();
  await orm.close(true);
  return `${address}/todo`;
}
