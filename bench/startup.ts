/**
 * `npm run bench:startup`: how long the product takes from the start of its process to its first answered query, and
 * how much memory it holds when idle. The median of several starts, on SQLite with the tables already there.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { platform, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { START } from '../processes/start-command.ts';

const ROOT = resolve(import.meta.dirname, '..');
const STARTS = 7;
const IDLE_MS = 3_000;
const TARGET = { ms: 1_500, mb: 150 };

interface Sample {
  ms: number;
  mb: number;
}

/** Resident memory of a process in MB: what Linux calls VmRSS. */
function residentMb({ pid }: ChildProcess): number {
  if (platform() !== 'linux') {
    return Number.NaN;
  }
  const kb = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Math.round(Number(kb) / 1024);
}

async function answers(url: string): Promise<boolean> {
  try {
    const body = JSON.stringify({ query: '{ todos(first: 1) { nodes { id } } }' });
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    const { data } = (await response.json()) as { data?: unknown };
    return data !== undefined && data !== null;
  } catch {
    return false;
  }
}

/** As in production, but for one person on this machine, who has no token. */
const SERVED = { NODE_ENV: 'development', EXPLORER: 'false', LOG_LEVEL: 'silent' };

async function start(env: Record<string, string>, port: number): Promise<Sample> {
  const began = performance.now();
  const child = spawn(process.execPath, START, {
    cwd: ROOT,
    env: { ...process.env, PORT: String(port), ...SERVED, ...env },
    stdio: 'ignore',
  });
  while (!(await answers(`http://127.0.0.1:${port}/graphql`))) {
    if (child.exitCode !== null) {
      throw new Error(`The product ended with ${child.exitCode} before it answered. Does npm start work?`);
    }
    await wait(5);
  }
  const ms = Math.round(performance.now() - began);
  await wait(IDLE_MS);
  const mb = residentMb(child);
  child.kill('SIGTERM');
  await once(child, 'exit');
  return { ms, mb };
}

function median(samples: Sample[], key: keyof Sample): number {
  const sorted = samples.map((sample) => sample[key]).sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

const folder = mkdtempSync(join(tmpdir(), 'todo-bench-'));
const port = 20_000 + (process.pid % 20_000);
const env = { DATABASE_URL: `sqlite:${join(folder, 'todo.db')}`, NODE_COMPILE_CACHE: join(folder, 'cache') };
try {
  const first = await start(env, port);
  const later: Sample[] = [];
  for (let n = 0; n < STARTS; n++) {
    later.push(await start(env, port));
  }
  console.table({
    'first start: compiles, migrates': first,
    [`later starts: median of ${STARTS}`]: { ms: median(later, 'ms'), mb: median(later, 'mb') },
    'should reach': TARGET,
  });
} finally {
  rmSync(folder, { recursive: true, force: true });
}
