import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import type { Arrangement, Workplace } from './arrangement.ts';

const ROOT = resolve(import.meta.dirname, '../..');
/** What `npx mikro-orm` runs. */
const PROGRAM = join(ROOT, 'node_modules/@mikro-orm/cli/cli.js');
const CONFIG = join(import.meta.dirname, 'cli-config.ts');

/** How a command ended, and when, in milliseconds of `performance.now()`. */
export interface Ended {
  code: number | null;
  output: string;
  from: number;
  to: number;
}

/** Applies the migrations up to `last` in a process of its own, as a deploy script does; see `Arrangement.options`. */
export async function migrateUp(
  arrangement: Arrangement,
  place: Workplace,
  stepsMade: number,
  last: string,
): Promise<Ended> {
  const from = performance.now();
  const child = spawn(process.execPath, [PROGRAM, 'migration:up', '--to', last, '--config', CONFIG], {
    cwd: ROOT,
    env: {
      ...process.env,
      DATABASE_URL: place.databaseUrl,
      ONLINE_ARRANGEMENT: arrangement.key,
      ONLINE_FOLDER: place.folder,
      ONLINE_STEPS_MADE: String(stepsMade),
      // Nobody shall wait for a second: a migration that waits for a table keeps those waiting who come after it.
      MIGRATION_LOCK_TIMEOUT_MS: '500',
      // The backfill was written by hand, into a file that had been created empty.
      MIGRATION_RECORD: '1',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const [code] = await once(child, 'close');
  process.off('exit', kill);
  return { code, output, from, to: performance.now() };
}
