import { setTimeout as wait } from 'node:timers/promises';
import { compare } from '../load/check.ts';
import { judge } from '../load/judge.ts';
import { startLoad } from '../load/steady-load.ts';
import type { Scenario, Seen } from '../scenario.ts';
import { damagesOf } from '../servers/database.ts';
import { type ApiOnSmallDisk, startApiOnSmallDisk } from '../servers/small-disk.ts';

/** How often, how hard; times in milliseconds. */
export interface DiskFullOptions {
  times: number;
  /** Mutations a second. */
  rate: number;
  megabytes: number;
  /** How long the disk is full each time, and how long it is not. */
  fullMs: number;
  roomMs: number;
  /** How long it may take from room to an acknowledged mutation. */
  recoveryMs: number;
}

/** Fills the disk of an SQLite database under mutations, and gives the room back. */
export async function diskFull(options: DiskFullOptions): Promise<Seen> {
  const disk = await startApiOnSmallDisk(options.megabytes);
  try {
    return await fillUnderLoad(disk, options);
  } finally {
    await disk.api.end('SIGKILL');
  }
}

async function fillUnderLoad(
  disk: ApiOnSmallDisk,
  { times, rate, fullMs, roomMs, recoveryMs }: DiskFullOptions,
): Promise<Seen> {
  const { api } = disk;
  const load = startLoad({ target: () => api.address, rate, patienceMs: recoveryMs });
  const recoveries: number[] = [];
  const broken: string[] = [];
  void api.ended.then(({ code, signal }) =>
    broken.push(`The API ended with ${code ?? signal}: ${api.output()}`),
  );
  await wait(roomMs);
  for (let time = 0; time < times; time++) {
    disk.fill();
    await untilRefused(load.ledger.answers, Math.max(30 * fullMs, recoveryMs));
    await wait(fullMs);
    const failure = await readFailure(api.address);
    if (failure !== undefined) {
      broken.push(`Nothing could be read while the disk was full: ${failure}`);
    }
    await disk.free();
    const freed = performance.now();
    const acknowledged = await load.acknowledgedSince(freed, recoveryMs).catch(() => Infinity);
    recoveries.push(Math.round(acknowledged - freed));
    await wait(roomMs);
  }
  await load.stop();
  const seen = judge(load.ledger, await compare(load.ledger, api.address), {
    codes: ['DATABASE_FULL'],
    withinMs: recoveryMs,
  });
  if (load.ledger.answers.every(({ outcome }) => outcome !== 'DATABASE_FULL')) {
    broken.push('The disk was never full.');
  }
  if (recoveries.some((ms) => ms > recoveryMs)) {
    broken.push(`Recovery took more than ${recoveryMs} ms.`);
  }
  return {
    facts: {
      'disk full': `${times} times`,
      'recovery, ms': recoveries.join(', '),
      'lines in the log': linesOf(api.output()),
      ...seen.facts,
    },
    broken: [...broken, ...seen.broken, ...(await damagesOf(disk.path))],
  };
}

/** What was written into a file before it was full may still hold many mutations: SQLite writes over its old log first. */
async function untilRefused(answers: readonly { outcome: string }[], withinMs: number): Promise<void> {
  const before = answers.length;
  for (let waited = 0; waited < withinMs; waited += 50) {
    if (answers.slice(before).some(({ outcome }) => outcome === 'DATABASE_FULL')) {
      return;
    }
    await wait(50);
  }
}

/** How many lines `output` has that say that the disk is full, without those that sum up every ten seconds. */
function linesOf(output: string): number {
  return output
    .split('\n')
    .filter((line) => line.includes('"code":"DATABASE_FULL"') && !line.includes('"requests":')).length;
}

/** Why nothing can be read. */
async function readFailure(address: string): Promise<string | undefined> {
  try {
    const response = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ todos(first: 1) { nodes { title } } }' }),
    });
    const { errors } = (await response.json()) as { errors?: unknown };
    return errors === undefined ? undefined : JSON.stringify(errors);
  } catch (error) {
    return String((error as Error).cause ?? error);
  }
}

export const scenario: Scenario = {
  name: 'disk-full',
  about:
    'The disk of an SQLite database (a small tmpfs) is filled 10 times under mutations, and emptied again',
  long: () =>
    diskFull({ times: 10, rate: 100, megabytes: 64, fullMs: 2_000, roomMs: 3_000, recoveryMs: 5_000 }),
};
