import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort, homeOfClusters } from '../../src/migrator/rehearse/scratch/cluster.ts';

/** A PgBouncer in transaction mode, on a port of 127.0.0.1 that stays the same. */
export interface Pgbouncer {
  /** The address of the database through it. */
  url: string;
  /** Ends it with SIGKILL. */
  kill(): Promise<void>;
  /** Starts it again; resolves when it takes connections. */
  start(): Promise<void>;
  /** Lets it read its settings again: connections to the server are opened anew when they are free. */
  reload(): void;
  stop(): Promise<void>;
}

/** It refuses to run as root. */
const NOBODY = { uid: 65534, gid: 65534 };

/**
 * Starts Debian's PgBouncer in front of the database at `url`.
 *
 * @param settings Further settings of its section `[pgbouncer]`; they win.
 */
export async function startPgbouncer(
  url: string,
  settings: Record<string, string | number> = {},
): Promise<Pgbouncer> {
  const { hostname, port: serverPort, pathname, username } = new URL(url);
  const database = pathname.slice(1);
  const folder = await mkdtemp(join(await homeOfClusters(), 'faults-pgbouncer-'));
  const port = await freePort();
  const all = {
    listen_addr: '127.0.0.1',
    listen_port: port,
    unix_socket_dir: '',
    // Everybody is let in; the entry of the database says as whom.
    auth_type: 'any',
    pool_mode: 'transaction',
    default_pool_size: 4,
    max_client_conn: 500,
    // 15 s by default: nobody would be served for so long after a server was away for a moment.
    server_login_retry: 1,
    ...settings,
  };
  const file = join(folder, 'pgbouncer.ini');
  await writeFile(
    file,
    `[databases]\n${database} = host=${hostname} port=${serverPort} dbname=${database} user=${username}\n[pgbouncer]\n${Object.entries(
      all,
    )
      .map(([name, value]) => `${name} = ${value}`)
      .join('\n')}\n`,
  );
  // Whoever it runs as reads it.
  await chmod(folder, 0o755);
  let child: ChildProcess | undefined;
  const end = async (signal: NodeJS.Signals) => {
    if (child !== undefined && child.exitCode === null && child.signalCode === null) {
      child.kill(signal);
      await once(child, 'exit');
    }
  };
  // It is not to outlive a run that fails or is interrupted.
  process.once('exit', () => child?.kill('SIGKILL'));
  const start = async () => {
    const started = spawn('pgbouncer', [file], {
      ...(process.getuid?.() === 0 ? NOBODY : {}),
      env: { PATH: `${process.env.PATH}:/usr/sbin` },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child = started;
    let output = '';
    started.stderr.on('data', (chunk) => {
      output = (output + chunk).slice(-4_000);
    });
    started.once('error', (error) => {
      output += String(error);
    });
    while (!(await accepts(port))) {
      if (started.exitCode !== null || started.pid === undefined) {
        throw new Error(`PgBouncer does not start: ${output}`);
      }
      await wait(20);
    }
  };
  const stop = async () => {
    await end('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await start();
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    url: `postgresql://postgres@127.0.0.1:${port}/${database}`,
    kill: () => end('SIGKILL'),
    start,
    reload: () => void child?.kill('SIGHUP'),
    stop,
  };
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
