import { setTimeout as wait } from 'node:timers/promises';
import { type Conditions, underLoad } from '../load/under-load.ts';
import type { Scenario, Seen } from '../scenario.ts';
import { startPgbouncer } from '../servers/pgbouncer.ts';
import { startPostgresCluster } from '../servers/postgres-cluster.ts';

export interface PgbouncerRestartedOptions extends Conditions {
  /** How long PgBouncer is down, each time that it is killed, in milliseconds. */
  downMs: readonly number[];
}

/**
 * Kills PgBouncer with SIGKILL under a steady load of mutations that goes through it in transaction mode, and starts it
 * again; then lets it read its settings anew, and last restarts PostgreSQL behind it.
 */
export async function pgbouncerRestarted({
  downMs,
  ...conditions
}: PgbouncerRestartedOptions): Promise<Seen> {
  const cluster = await startPostgresCluster();
  const pooler = await startPgbouncer(cluster.url);
  const kills = downMs.map((down) => async () => {
    await pooler.kill();
    await wait(down);
    await pooler.start();
  });
  const reload = async () => pooler.reload();
  const restart = async () => {
    await cluster.kill();
    await cluster.start();
  };
  try {
    const env = { DATABASE_URL: pooler.url, MIGRATION_DATABASE_URL: cluster.url };
    return await underLoad(env, [...kills, reload, restart], conditions);
  } finally {
    await pooler.stop();
    await cluster.stop();
  }
}

export const scenario: Scenario = {
  name: 'pgbouncer-restarted',
  about: 'PgBouncer in transaction mode is killed and started again, 8 times, and PostgreSQL behind it once',
  long: () =>
    pgbouncerRestarted({
      processes: 3,
      rate: 100,
      downMs: [0, 200, 500, 1_000, 3_000, 8_000, 100, 2_000],
      upMs: 5_000,
    }),
};
