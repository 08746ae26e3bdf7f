import { setTimeout as wait } from 'node:timers/promises';
import { startApi } from '../../processes/api-process.ts';
import { freePort } from '../../src/migrator/rehearse/scratch/cluster.ts';
import { compare } from '../load/check.ts';
import { judge } from '../load/judge.ts';
import { startLoad } from '../load/steady-load.ts';
import { onBoth, type Scenario, type Seen } from '../scenario.ts';
import { type Dialect, startDatabase } from '../servers/database.ts';

/** How often, how hard; times in milliseconds. */
export interface ApiKilledOptions {
  dialect: Dialect;
  kills: number;
  /** Mutations a second. */
  rate: number;
  /** It is killed at random, so long after it began to listen at most. */
  upMs: number;
  /** How long a start may take, from the command to an open port. */
  startMs: number;
}

/**
 * Kills the API with SIGKILL under mutations whose clients send again what got no answer, and starts it anew at once.
 */
export async function apiKilled({ dialect, kills, rate, upMs, startMs }: ApiKilledOptions): Promise<Seen> {
  const database = await startDatabase(dialect);
  const env = {
    DATABASE_URL: database.url,
    PORT: String(await freePort()),
    // What was sent while it was away comes at once when it is back: how long that takes is not asked here.
    REQUEST_TIMEOUT_MS: String(startMs),
    DATABASE_POOL_TIMEOUT_MS: String(startMs),
  };
  let api = await startApi(env);
  const againMs = 4 * startMs;
  const load = startLoad({ target: () => api.address, rate, patienceMs: 2 * startMs, againMs });
  const starts: number[] = [];
  try {
    for (let kill = 0; kill < kills; kill++) {
      await wait(Math.random() * upMs);
      await api.end('SIGKILL');
      const began = performance.now();
      api = await startApi(env);
      starts.push(Math.round(performance.now() - began));
    }
    await wait(upMs);
    await load.stop();
    const seen = judge(load.ledger, await compare(load.ledger, api.address), {
      codes: [],
      withinMs: againMs + 2 * startMs,
    });
    await api.end('SIGTERM');
    starts.sort((a, b) => a - b);
    const slowest = starts.at(-1) ?? 0;
    const slow = slowest > startMs ? [`A start took ${slowest} ms, more than ${startMs} ms.`] : [];
    const facts = {
      kills,
      'requests sent again': load.repeated(),
      'start after a kill, p50 / slowest': `${starts[Math.floor(kills / 2)]} ms / ${slowest} ms`,
    };
    return {
      facts: { ...facts, ...seen.facts },
      broken: [...seen.broken, ...slow, ...(await database.damages())],
    };
  } finally {
    await load.stop();
    await api.end('SIGKILL');
    await database.stop();
  }
}

export const scenario: Scenario = {
  name: 'api-killed',
  about:
    'The API is killed with SIGKILL at random, 50 times on each database, under mutations that are sent again',
  long: () => onBoth((dialect) => apiKilled({ dialect, kills: 50, rate: 50, upMs: 4_000, startMs: 15_000 })),
};
