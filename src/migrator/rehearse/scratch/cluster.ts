import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, cp, mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findNativeFolder, isTraversableByAll } from './native-folder.ts';

const run = promisify(execFile);

/** PostgreSQL refuses to run as root; this user exists on every Unix and owns nothing. */
const NOBODY = { uid: 65534, gid: 65534 };
/** What a server, or a standby, says on stderr once it takes connections; its messages are English under LC_ALL=C. */
const READY = /database system is ready to accept (read-only )?connections/;
/** How long a server may take to start, in milliseconds. */
const START_TIMEOUT = 120_000;
/** How often another port is tried. */
const PORTS = 5;

/** The files of a PostgreSQL server, with the programs for them. */
export interface Cluster {
  data: string;
  /** Folder of the programs. */
  programs: string;
  env: NodeJS.ProcessEnv;
  /** Who owns the files, where that is somebody else than this process. */
  user: { uid?: number; gid?: number };
}

/** A server over a cluster. */
export interface LaunchedServer {
  /** Its postmaster. */
  process: ChildProcess;
  /** Resolves once it takes connections; rejects with what it wrote where it ends before, or takes too long. */
  ready: Promise<void>;
  /** Ends it at once. Its files are as after a crash. */
  end(): Promise<void>;
}

/** A folder for clusters: root's own temporary folder may be closed to everybody else (Debian's libpam-tmpdir). */
export async function homeOfClusters(): Promise<string> {
  return process.getuid?.() === 0 && !(await isTraversableByAll(tmpdir())) ? '/tmp' : tmpdir();
}

/**
 * Makes an empty cluster in `home`. As root it belongs to `nobody`, and where the checkout lies in a private folder it
 * gets a copy of the programs.
 */
export async function createCluster(home: string): Promise<Cluster> {
  const asRoot = process.getuid?.() === 0;
  const native = await findNativeFolder();
  await chmod(home, 0o755);
  let folder = native;
  if (asRoot && !(await isTraversableByAll(native))) {
    folder = join(home, 'native');
    await cp(native, folder, { recursive: true, verbatimSymlinks: true });
  }
  const data = join(home, 'data');
  await mkdir(data);
  if (asRoot) {
    await chown(data, NOBODY.uid, NOBODY.gid);
  }
  const user = asRoot ? NOBODY : {};
  const programs = join(folder, 'bin');
  const env = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
  const options = ['--username=postgres', '--auth=trust', '--encoding=UTF8', '--no-sync', '--no-locale'];
  await run(join(programs, 'initdb'), [`--pgdata=${data}`, ...options], { ...user, env, cwd: data });
  return { data, programs, env, user };
}

/**
 * Starts a server over `cluster` at `port` of 127.0.0.1.
 *
 * @param settings Further `name=value` server settings.
 */
export function launchServer(
  { data, programs, env, user }: Cluster,
  port: number,
  settings: readonly string[],
): LaunchedServer {
  const all = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200', ...settings];
  const child = spawn(
    join(programs, 'postgres'),
    ['-D', data, '-p', String(port), ...all.flatMap((setting) => ['-c', setting])],
    { ...user, env, cwd: data, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  return {
    process: child,
    ready: waitUntilReady(child),
    async end() {
      if (child.exitCode === null && child.signalCode === null) {
        // PostgreSQL's immediate shutdown.
        child.kill('SIGQUIT');
        await once(child, 'exit');
      }
    },
  };
}

/** Calls `start`, which picks a free port: again where somebody else took that before the server did. */
export async function onFreePort<Started>(start: () => Promise<Started>): Promise<Started> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await start();
    } catch (error) {
      if (attempt === PORTS || !/Address already in use/i.test(String(error))) {
        throw error;
      }
    }
  }
}

/** A port of 127.0.0.1 that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') {
    throw new Error('The system gave no port.');
  }
  return address.port;
}

/** Rejects with what the server wrote where it ends, or takes too long. */
function waitUntilReady(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = '';
    const fail = (reason: string) => reject(new Error(`${reason}\n${log}`.trim()));
    const timer = setTimeout(() => fail('It did not start in time.'), START_TIMEOUT);
    server.once('error', (error) => fail(error.message));
    server.once('exit', () => {
      clearTimeout(timer);
      fail('It ended at once.');
    });
    // Read to the end: a server whose pipe is full stands still.
    server.stderr?.on('data', (chunk: Buffer) => {
      log = (log + chunk.toString()).slice(-4000);
      if (READY.test(log)) {
        clearTimeout(timer);
        resolve();
      }
    });
  });
}
