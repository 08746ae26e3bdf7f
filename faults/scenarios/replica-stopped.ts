import { setTimeout as wait } from 'node:timers/promises';
import { type ApiProcess, startApi } from '../../processes/api-process.ts';
import { type Readings, startViewers } from '../load/reading-viewers.ts';
import type { Scenario, Seen } from '../scenario.ts';
import { startPostgresCluster } from '../servers/postgres-cluster.ts';
import { type PostgresStandby, startPostgresStandby } from '../servers/postgres-standby.ts';

/** How long, how hard and how often; times in milliseconds. */
export interface ReplicaStoppedOptions {
  /** How many API processes there are. */
  processes: number;
  readers: number;
  writers: number;
  pauseMs: number;
  /** How long the replica is down, each time that it is killed. */
  downMs: readonly number[];
  /** How long it is up before, between and after. */
  upMs: number;
  /** How many queries there are before it ends, however long they take. */
  leastQueries?: number;
  /** How long it may take until a replica that takes connections answers queries again. */
  returnMs?: number;
  /** How long an answer may take. */
  answerMs?: number;
}

const SECRET = 'a-secret-that-only-this-scenario-knows';

/** Kills a replica with SIGKILL under a load of queries and mutations, and starts it again. */
export async function replicaStopped(options: ReplicaStoppedOptions): Promise<Seen> {
  const { answerMs = 5_000 } = options;
  const primary = await startPostgresCluster();
  const apis: ApiProcess[] = [];
  let standby: PostgresStandby | undefined;
  try {
    standby = await startPostgresStandby(primary);
    for (let n = 0; n < options.processes; n++) {
      const replica = `${standby.url}?application_name=api-${n}`;
      apis.push(
        await startApi({
          DATABASE_URL: primary.url,
          DATABASE_REPLICA_URLS: replica,
          AUTH_SECRET: SECRET,
          REQUEST_TIMEOUT_MS: String(2 * answerMs),
          DATABASE_POOL_TIMEOUT_MS: String(answerMs),
          // All viewers come from here.
          RATE_LIMIT_PER_USER: '1000000',
          RATE_LIMIT_PER_ADDRESS: '1000000',
        }),
      );
    }
    return await killUnderLoad(standby, apis, options);
  } finally {
    await Promise.all(apis.map((api) => api.end('SIGKILL')));
    await standby?.stop();
    await primary.stop();
  }
}

async function killUnderLoad(
  standby: PostgresStandby,
  apis: readonly ApiProcess[],
  options: ReplicaStoppedOptions,
): Promise<Seen> {
  const { readers, writers, pauseMs, downMs, upMs, returnMs = 5_000, answerMs = 5_000 } = options;
  const addresses = apis.map(({ address }) => address);
  const load = startViewers({ addresses, secret: SECRET, readers, writers, pauseMs });
  const returns: number[] = [];
  let read = 0;
  await untilAllUse(standby, apis.length);
  for (const [n, down] of downMs.entries()) {
    await wait(upMs);
    read += await statementsOn(standby);
    await standby.kill();
    await wait(down);
    await standby.start();
    const accepting = performance.now();
    await untilUsedAgain(apis, n + 1, 12 * returnMs);
    returns.push(Math.round(performance.now() - accepting));
  }
  await wait(upMs);
  while (load.readings.queries < (options.leastQueries ?? 0)) {
    await wait(20);
  }
  read += await statementsOn(standby);
  await load.stop();
  return judge(load.readings, { returns, returnMs, answerMs, read });
}

/** Resolves once so many processes have asked the replica something for a client. */
async function untilAllUse(standby: PostgresStandby, processes: number): Promise<void> {
  const statement = `select count(distinct "application_name") as "count" from pg_stat_activity
    where "application_name" like 'api-%' and "query" like '%"todos"%'`;
  while ((await countOn(standby, statement)) < processes) {
    await wait(50);
  }
}

/** Resolves once every process has said so often that the replica answers queries again. */
async function untilUsedAgain(apis: readonly ApiProcess[], times: number, withinMs: number): Promise<void> {
  const end = performance.now() + withinMs;
  const isUsed = ({ output }: ApiProcess) => output().split('answers queries again').length > times;
  while (!apis.every(isUsed) && performance.now() < end) {
    await wait(20);
  }
}

/** How many statements the API has run on the replica since it started, about: those of its probes too. */
function statementsOn(standby: PostgresStandby): Promise<number> {
  return countOn(standby, `select "xact_commit" as "count" from pg_stat_database where "datname" = 'todo'`);
}

/** The "count" that `statement` finds. Again where replaying cancels it. */
async function countOn(standby: PostgresStandby, statement: string, attempts = 20): Promise<number> {
  try {
    const [row] = await standby.execute(statement);
    return Number(row?.count);
  } catch (error) {
    if (attempts === 1) {
      throw error;
    }
    return countOn(standby, statement, attempts - 1);
  }
}

interface Measured {
  returns: number[];
  returnMs: number;
  answerMs: number;
  read: number;
}

function judge(readings: Readings, { returns, returnMs, answerMs, read }: Measured): Seen {
  const { queries, mutations, failures, stale, ms } = readings;
  const slowest = Math.round(Math.max(...ms));
  const broken: string[] = [];
  if (failures.length > 0) {
    broken.push(`${failures.length} requests failed: ${failures[0]}`);
  }
  if (stale.length > 0) {
    broken.push(`${stale.length} queries did not show what their viewer had written: ${stale[0]}`);
  }
  if (slowest > answerMs) {
    broken.push(`An answer took ${slowest} ms, more than ${answerMs} ms.`);
  }
  if (returns.some((took) => took > returnMs)) {
    broken.push(`The replica was used again after ${returns.join(' ms, ')} ms, more than ${returnMs} ms.`);
  }
  return {
    facts: {
      kills: returns.length,
      'used again after, ms': returns.join(', '),
      queries,
      mutations,
      'statements on the replica, about': read,
      'slowest, ms': slowest,
      'failed / stale': `${failures.length} / ${stale.length}`,
    },
    broken,
  };
}

export const scenario: Scenario = {
  name: 'replica-stopped',
  about: 'A read replica is killed with SIGKILL and started again, 8 times, under queries and mutations',
  long: () =>
    replicaStopped({
      processes: 3,
      readers: 20,
      writers: 10,
      pauseMs: 50,
      downMs: [0, 200, 1_000, 5_000, 15_000, 0, 100, 3_000],
      upMs: 5_000,
    }),
};
