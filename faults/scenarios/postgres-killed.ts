import { setTimeout as wait } from 'node:timers/promises';
import { compare } from '../load/check.ts';
import { judge } from '../load/judge.ts';
import { startLoad } from '../load/steady-load.ts';
import type { Scenario, Seen } from '../scenario.ts';
import { type ApiProcess, startApi } from '../servers/api-process.ts';
import { type PostgresCluster, startPostgresCluster } from '../servers/postgres-cluster.ts';

/** How long, how hard and how often; times in milliseconds. */
export interface PostgresKilledOptions {
  /** How many API processes share the database. */
  processes: number;
  /** Mutations a second, of all processes together. */
  rate: number;
  /** How long PostgreSQL is down, each time that it is killed. */
  downMs: readonly number[];
  /** How long it is up before, between and after. */
  upMs: number;
  /** How long recovery may take, from when the database takes connections to a mutation that is acknowledged. */
  recoveryMs?: number;
  /** How long an answer may take. It waits for a connection for 5 s by default. */
  answerMs?: number;
}

/** Kills PostgreSQL with SIGKILL under a steady load of mutations, and starts it again. */
export async function postgresKilled(options: PostgresKilledOptions): Promise<Seen> {
  const cluster = await startPostgresCluster();
  const apis: ApiProcess[] = [];
  try {
    for (let n = 0; n < options.processes; n++) {
      apis.push(await startApi({ DATABASE_URL: cluster.url }));
    }
    return await killUnderLoad(cluster, apis, options);
  } finally {
    await Promise.all(apis.map((api) => api.end('SIGKILL')));
    await cluster.stop();
  }
}

async function killUnderLoad(
  cluster: PostgresCluster,
  apis: readonly ApiProcess[],
  { rate, downMs, upMs, recoveryMs = 5_000, answerMs = 10_000 }: PostgresKilledOptions,
): Promise<Seen> {
  let ended = 0;
  for (const api of apis) {
    void api.ended.then(() => ended++);
  }
  const [first] = apis as [ApiProcess];
  let turn = 0;
  const target = () => (apis[turn++ % apis.length] ?? first).address;
  const load = startLoad({ target, rate, patienceMs: 2 * answerMs });
  const recoveries: number[] = [];
  const broken: string[] = [];
  await wait(upMs);
  for (const down of downMs) {
    await cluster.kill();
    await wait(down);
    await cluster.start();
    const accepting = performance.now();
    const acknowledged = await load.acknowledgedSince(accepting, 2 * recoveryMs).catch(() => Infinity);
    recoveries.push(Math.round(acknowledged - accepting));
    await wait(upMs);
  }
  await load.stop();
  if (ended > 0) {
    broken.push(`${ended} API processes ended.`);
  }
  const slow = recoveries.filter((ms) => ms > recoveryMs);
  if (slow.length > 0) {
    broken.push(`Recovery took ${slow.join(' ms, ')} ms, more than ${recoveryMs} ms.`);
  }
  const seen = judge(load.ledger, await compare(load.ledger, first.address), {
    codes: ['DATABASE_UNAVAILABLE', 'DEADLINE_EXCEEDED'],
    withinMs: answerMs,
  });
  return {
    facts: { kills: downMs.length, 'recovery, ms': recoveries.join(', '), ...seen.facts },
    broken: [...broken, ...seen.broken],
  };
}

export const scenario: Scenario = {
  name: 'postgres-killed',
  about:
    'PostgreSQL is killed with SIGKILL and started again, 10 times, under mutations of three API processes',
  long: () =>
    postgresKilled({
      processes: 3,
      rate: 100,
      downMs: [0, 200, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 100, 3_000],
      upMs: 5_000,
    }),
};
