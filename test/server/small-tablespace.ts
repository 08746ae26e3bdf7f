import { chmod, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { controlServer } from '../../faults/servers/postgres-cluster.ts';
import { executeOn } from '../../faults/servers/postgres-standby.ts';
import type { DatabaseLocation } from '../../src/config.ts';
import { openOrm } from '../../src/database/orm.ts';
import {
  type Cluster,
  createCluster,
  freePort,
  homeOfClusters,
  onFreePort,
} from '../../src/migrator/rehearse/scratch/cluster.ts';

/** A PostgreSQL with a migrated database that lies on a small file system, and its log elsewhere. */
export interface SmallTablespace {
  location: DatabaseLocation;
  /** Writes until hardly anything more fits. */
  fill(): Promise<void>;
  /** Gives the room back. */
  free(): Promise<void>;
  stop(): Promise<void>;
}

/** Where the file system is mounted: only the server sees it there. */
const MOUNTED_AT = '/mnt';
/** A database without a row takes 8 MB. */
const SIZE = '24m';

/**
 * Starts it with a tmpfs in a mount namespace of its own: as root or, where the system lets them (user_namespaces(7)), any
 * user. Linux only. All of it goes with the server.
 */
export function startOnSmallTablespace(): Promise<SmallTablespace> {
  return onFreePort(startOnce);
}

async function startOnce(): Promise<SmallTablespace> {
  const folder = await mkdtemp(join(await homeOfClusters(), 'small-tablespace-'));
  const port = await freePort();
  // What it gives back by itself would be room.
  const server = controlServer(folder, port, ['autovacuum=off']);
  try {
    await server.start(await mounting(folder, await createCluster(folder)));
    const address = `postgresql://postgres@127.0.0.1:${port}`;
    await executeOn(`${address}/postgres`, `create tablespace small location '${MOUNTED_AT}/space'`);
    await executeOn(`${address}/postgres`, 'create database todo tablespace small');
    const location = { dialect: 'postgresql', url: `${address}/todo` } as const;
    const orm = await openOrm(location, {
      logger: () => {},
      migrations: { path: 'migrations', silent: true, snapshotOnMigrate: false },
    });
    await orm.migrator.up();
    await orm.close(true);
    const insert = (rows: number) =>
      executeOn(location.url, `insert into filler select repeat('x', 1900) from generate_series(1, ${rows})`);
    return {
      location,
      async fill() {
        await executeOn(location.url, 'create table if not exists filler (content text)');
        // Smaller and smaller: what does not fit is taken back whole, and yet has taken the room.
        for (const rows of [100_000, 400, 4]) {
          while ((await insert(rows).catch(() => undefined)) !== undefined) {}
        }
      },
      async free() {
        // To empty it would take a new file.
        await executeOn(location.url, 'drop table filler');
      },
      stop: server.stop,
    };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** `cluster`, but its server mounts the file system first, and then becomes whom the cluster belongs to. */
async function mounting(folder: string, cluster: Cluster): Promise<Cluster> {
  const { uid, gid } = cluster.user;
  const isRoot = uid !== undefined;
  const become = isRoot
    ? `setpriv --reuid=${uid} --regid=${gid} --clear-groups`
    : `unshare --user --map-user=${process.getuid?.()} --map-group=${process.getgid?.()}`;
  const programs = join(folder, 'mounting');
  await mkdir(programs);
  await writeFile(
    join(programs, 'postgres'),
    `#!/bin/sh
exec unshare ${isRoot ? '' : '--user --map-root-user'} --mount sh -c 'mount -t tmpfs -o size=${SIZE},mode=777 tmpfs ${MOUNTED_AT} && exec ${become} sh -c "mkdir ${MOUNTED_AT}/space && exec \\"\\$0\\" \\"\\$@\\"" "$0" "$@"' ${join(cluster.programs, 'postgres')} "$@"
`,
  );
  await chmod(join(programs, 'postgres'), 0o755);
  return { ...cluster, programs, user: {} };
}
