import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openOrm } from '../../src/database/orm.ts';
import { type Caretaker, hireCaretaker } from '../../src/migrator/rehearse/scratch/caretaker.ts';
import {
  type Cluster,
  createCluster,
  freePort,
  homeOfClusters,
  type LaunchedServer,
  launchServer,
  onFreePort,
} from '../../src/migrator/rehearse/scratch/cluster.ts';

/** A PostgreSQL server of one scenario, on a port of 127.0.0.1 that stays the same. */
export interface PostgresCluster {
  /** Address of its database `todo`: migrated. */
  url: string;
  port: number;
  /** Folder of its files, and what else is to go with them. */
  folder: string;
  cluster: Cluster;
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
export function startPostgresCluster(settings: readonly string[] = []): Promise<PostgresCluster> {
  return onFreePort(() => startOnce(settings));
}

async function startOnce(settings: readonly string[]): Promise<PostgresCluster> {
  const folder = await mkdtemp(join(await homeOfClusters(), 'faults-postgres-'));
  const port = await freePort();
  const server = controlServer(folder, port, settings);
  try {
    const cluster = await createCluster(folder);
    await server.start(cluster);
    const url = await migratedDatabase(port);
    return { ...server, url, port, folder, cluster, start: () => server.start(cluster) };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** Starts, kills and stops the server whose files are in `folder`. */
export function controlServer(folder: string, port: number, settings: readonly string[]) {
  let caretaker = hireCaretaker(folder);
  let server: LaunchedServer | undefined;
  return {
    /** Resolves when it takes connections. */
    async start(cluster: Cluster): Promise<void> {
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
    },
    async kill(): Promise<void> {
      if (server !== undefined) {
        server.process.kill('SIGKILL');
        await once(server.process, 'exit');
      }
    },
    /** Ends it, and deletes its files. */
    async stop(): Promise<void> {
      await server?.end();
      await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
      caretaker.dismiss();
    },
  };
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
