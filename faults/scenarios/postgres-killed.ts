import { setTimeout as wait } from 'node:timers/promises';
import { type Conditions, underLoad } from '../load/under-load.ts';
import type { Scenario, Seen } from '../scenario.ts';
import { startPostgresCluster } from '../servers/postgres-cluster.ts';

export interface PostgresKilledOptions extends Conditions {
  /** How long PostgreSQL is down, each time that it is killed, in milliseconds. */
  downMs: readonly number[];
}

/** Kills PostgreSQL with SIGKILL under a steady load of mutations, and starts it again. */
export async function postgresKilled({ downMs, ...conditions }: PostgresKilledOptions): Promise<Seen> {
  const cluster = await startPostgresCluster();
  const faults = downMs.map((down) => async () => {
    await cluster.kill();
    await wait(down);
    await cluster.start();
  });
  try {
    return await underLoad({ DATABASE_URL: cluster.url }, faults, conditions);
  } finally {
    await cluster.stop();
  }
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
