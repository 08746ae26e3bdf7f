import { writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type ApiProcess, startApi } from '../../processes/api-process.ts';

/** An API whose SQLite file lies on a small file system of its own. */
export interface ApiOnSmallDisk {
  api: ApiProcess;
  /** The database, as this process can open it. */
  path: string;
  /** Writes until nothing more fits. */
  fill(): void;
  /** Gives the room back. */
  free(): Promise<void>;
}

/** Where the file system is mounted: only the API and who looks through it sees it there. */
const MOUNTED_AT = '/mnt';

/**
 * Starts the API with its database on a new tmpfs, in a mount namespace of its own: as root or, where the system lets
 * them (user_namespaces(7)), any user. Linux only. All of it goes with the process.
 */
export async function startApiOnSmallDisk(megabytes: number): Promise<ApiOnSmallDisk> {
  const mount = `mount -t tmpfs -o size=${megabytes}m tmpfs ${MOUNTED_AT} && exec "$@"`;
  // How long an answer may take is for who asks to judge.
  const env = { DATABASE_URL: `sqlite:${MOUNTED_AT}/todo.db`, REQUEST_TIMEOUT_MS: '120000' };
  const api = await startApi(env, [
    'unshare',
    ...(process.getuid?.() === 0 ? [] : ['--user', '--map-root-user']),
    '--mount',
    'sh',
    '-c',
    mount,
    'sh',
  ]);
  // What a process sees as its root can be walked into from outside (proc(5)).
  const folder = `/proc/${api.pid}/root${MOUNTED_AT}`;
  const filler = join(folder, 'filler');
  return {
    api,
    path: join(folder, 'todo.db'),
    fill() {
      // Smaller and smaller, so that not a page is left.
      for (const size of [2 ** 16, 2 ** 12, 1]) {
        try {
          for (;;) {
            writeFileSync(filler, Buffer.alloc(size), { flag: 'a' });
          }
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') {
            throw error;
          }
        }
      }
    },
    free: () => rm(filler, { force: true }),
  };
}
