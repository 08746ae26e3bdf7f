import { execFile } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';
import {
  type Cluster,
  freePort,
  homeOfClusters,
  onFreePort,
} from '../../src/migrator/rehearse/scratch/cluster.ts';
import { controlServer, type PostgresCluster } from './postgres-cluster.ts';

const run = promisify(execFile);

/** A streaming replica. It answers queries, and forgives none that keeps it from replaying. */
export interface PostgresStandby {
  /** Address of its database `todo`. */
  url: string;
  /** Runs `statement` on it. */
  execute(statement: string): Promise<Record<string, unknown>[]>;
  /** Ends the postmaster with SIGKILL. Its children notice that, and end. */
  kill(): Promise<void>;
  /** Starts it again; resolves when it takes connections. */
  start(): Promise<void>;
  /** Ends it, and deletes its files. */
  stop(): Promise<void>;
}

const SETTINGS = ['hot_standby=on', 'max_standby_streaming_delay=0', 'wal_retrieve_retry_interval=100ms'];

/**
 * Makes a replica of `primary` by the low-level API for base backups (manual, 25.3.4), as the npm package has no
 * pg_basebackup; and starts it.
 */
export function startPostgresStandby(primary: PostgresCluster): Promise<PostgresStandby> {
  return onFreePort(() => startOnce(primary));
}

async function startOnce(primary: PostgresCluster): Promise<PostgresStandby> {
  const folder = await mkdtemp(join(await homeOfClusters(), 'faults-standby-'));
  await chmod(folder, 0o755);
  const port = await freePort();
  const server = controlServer(folder, port, SETTINGS);
  try {
    const cluster = { ...primary.cluster, data: join(folder, 'data') };
    await backUp(primary, cluster);
    await server.start(cluster);
    const address = new URL(primary.url);
    address.port = String(port);
    const url = address.href;
    return {
      ...server,
      url,
      execute: (statement) => executeOn(url, statement),
      start: () => server.start(cluster),
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** Runs `statement` on the PostgreSQL at `url`. */
export async function executeOn(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  // It may be ended while it is asked.
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}

async function backUp(primary: PostgresCluster, to: Cluster): Promise<void> {
  const { uid, gid } = to.user;
  const giveAway = async (path: string) => {
    if (uid !== undefined && gid !== undefined) {
      await chown(path, uid, gid);
    }
  };
  const client = new Client({ connectionString: primary.url });
  await client.connect();
  await client.query(`select pg_backup_start('standby', true)`);
  await mkdir(to.data, { mode: 0o700 });
  await giveAway(to.data);
  await run('cp', ['-R', `${primary.cluster.data}/.`, to.data], to.user).catch((error: Error) => {
    // Files may vanish meanwhile, as pages may be torn: the log mends both.
    if (!/No such file/.test(error.message)) {
      throw error;
    }
  });
  const { rows } = await client.query<{ label: string }>(
    'select labelfile as "label" from pg_backup_stop(false)',
  );
  await client.end();
  await rm(join(to.data, 'postmaster.pid'), { force: true });
  const files = {
    backup_label: rows[0]?.label ?? '',
    'standby.signal': '',
    'postgresql.auto.conf': `primary_conninfo = 'host=127.0.0.1 port=${primary.port} user=postgres'\n`,
  };
  for (const [name, content] of Object.entries(files)) {
    await writeFile(join(to.data, name), content);
    await giveAway(join(to.data, name));
  }
}
