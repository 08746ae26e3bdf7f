import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { SqlEntityManager } from '@mikro-orm/sql';
import pino from 'pino';
import { type PostgresCluster, startPostgresCluster } from '../../../faults/servers/postgres-cluster.ts';
import {
  executeOn,
  type PostgresStandby,
  startPostgresStandby,
} from '../../../faults/servers/postgres-standby.ts';
import { type Orm, openOrm } from '../../../src/database/orm.ts';
import { type PostgresqlLimits, WITHOUT_LIMITS } from '../../../src/database/postgresql/limits.ts';
import { read } from '../../../src/database/read.ts';
import { AnotherServerError, openPool } from '../../../src/database/replicas/pool.ts';
import type { ReplicaState } from '../../../src/database/replicas/replica.ts';
import { Replicas } from '../../../src/database/replicas/replicas.ts';
import { runOn } from '../../../src/database/sql.ts';
import { sql } from '../../../src/database/sql-template.ts';
import { PATIENCE_MS } from '../../support/patience.ts';
import { patient } from '../../support/patient.ts';
import { openProxy } from '../../support/proxy.ts';
import { eventually, until } from '../../support/until.ts';

let primary: PostgresCluster;
let standby: PostgresStandby;
let orm: Orm;
const opened: Replicas[] = [];

beforeAll(async () => {
  primary = await startPostgresCluster();
  await executeOn(primary.url, 'create table notes as select 1 as version');
  standby = await startPostgresStandby(primary);
  const location = { dialect: 'postgresql', url: primary.url } as const;
  orm = await openOrm(location, patient(location));
});

afterEach(async () => {
  await Promise.all(opened.splice(0).map((replicas) => replicas.close()));
  // Not where it was promoted.
  await standby.execute('select pg_wal_replay_resume()').catch(() => {});
});

afterAll(async () => {
  await orm?.close(true);
  await standby?.stop();
  await primary?.stop();
});

/** No replica is left out because the machine is busy. */
const PATIENT: PostgresqlLimits = { ...WITHOUT_LIMITS, acquireMs: PATIENCE_MS };

/** What one process of the API has. */
function openReplicas({
  urls = [standby.url],
  directUrl = primary.url,
  maxLagMs = PATIENCE_MS,
  timeoutMs = PATIENCE_MS,
} = {}): Replicas & { lines: string[] } {
  const lines: string[] = [];
  const log = pino({ level: 'info' }, { write: (line) => void lines.push(JSON.parse(line).msg) });
  const replicas = new Replicas({
    orm,
    directUrl,
    locations: urls.map((url) => ({ dialect: 'postgresql', url })),
    maxLagMs,
    timeoutMs,
    limits: PATIENT,
    log,
  });
  opened.push(replicas);
  return Object.assign(replicas, { lines });
}

/** The EntityManager that a query of `viewer` gets once a replica may answer it. */
async function untilReader(replicas: Replicas, viewer: string): Promise<SqlEntityManager> {
  return eventually(() => replicas.reader(viewer));
}

async function isOnStandby(em: SqlEntityManager): Promise<unknown> {
  const [row] = await read(em, sql`select pg_is_in_recovery() as "answer"`);
  return row?.answer;
}

/** One that has been answered there. */
async function untilOnStandby(replicas: Replicas, viewer: string): Promise<SqlEntityManager> {
  return eventually(async () => {
    const em = replicas.reader(viewer);
    return em !== undefined && (await isOnStandby(em)) ? em : undefined;
  });
}

/** Once replaying is paused, the replica knows no more than now. */
async function pauseReplaying(): Promise<void> {
  await standby.execute('select pg_wal_replay_pause()');
  await until(async () => {
    const [row] = await standby.execute('select pg_get_wal_replay_pause_state() as "state"');
    return row?.state === 'paused';
  });
}

/** The replica knows all that the primary has written until now. */
async function untilReplayed(): Promise<void> {
  const [now] = await executeOn(primary.url, 'select pg_current_wal_lsn()::text as "lsn"');
  await until(async () => {
    const [row] = await standby.execute(`select pg_last_wal_replay_lsn() >= '${now?.lsn}' as "knows"`);
    return row?.knows === true;
  });
}

function stateIs(replicas: Replicas, state: ReplicaState): Promise<void> {
  return until(() => replicas.report()[0]?.state === state);
}

test('a query is read from the replica, a transaction begun from it from the primary', async () => {
  const em = await untilReader(openReplicas(), 'ada');
  expect(await isOnStandby(em)).toBe(true);
  const transaction = em.fork();
  await transaction.begin();
  expect(await isOnStandby(transaction)).toBe(false);
  await transaction.rollback();
});

describe('while the replica replays nothing', () => {
  test('who wrote reads from the primary, others from the replica', async () => {
    const replicas = openReplicas();
    await untilReader(replicas, 'ada');
    await pauseReplaying();
    await executeOn(primary.url, 'update notes set version = version + 1');
    replicas.wrote('ada');
    expect(replicas.reader('ada')).toBeUndefined();
    expect(replicas.reader('bob')).toBeDefined();
  });

  test('who wrote reads from the replica once it has replayed that', async () => {
    const replicas = openReplicas();
    await untilReader(replicas, 'ada');
    await pauseReplaying();
    const [written] = await executeOn(
      primary.url,
      'update notes set version = version + 1 returning version',
    );
    replicas.wrote('ada');
    await standby.execute('select pg_wal_replay_resume()');
    const [found] = await read(
      await untilReader(replicas, 'ada'),
      sql`select version, pg_is_in_recovery() as "standby" from notes`,
    );
    expect(found).toEqual({ ...written, standby: true });
  });

  test('another process hears that they wrote', async () => {
    const [here, there] = [openReplicas(), openReplicas()];
    await untilReader(here, 'ada');
    await untilReader(there, 'ada');
    await pauseReplaying();
    await executeOn(primary.url, 'update notes set version = version + 1');
    here.wrote('ada');
    await until(() => there.reader('ada') === undefined);
    expect(there.reader('bob')).toBeDefined();
  });

  test('with the token of the write, another process needs not hear of it', async () => {
    const [here, there] = [openReplicas(), openReplicas()];
    await untilReader(here, 'ada');
    await untilReader(there, 'somebody');
    await pauseReplaying();
    await executeOn(primary.url, 'update notes set version = version + 1');
    const token = here.wrote('ada');
    expect(there.reader('somebody', token)).toBeUndefined();
    expect(there.reader('somebody')).toBeDefined();
    await standby.execute('select pg_wal_replay_resume()');
    await eventually(() => there.reader('somebody', token));
  });

  test('who is told of a change finds it', async () => {
    const replicas = openReplicas();
    await untilReader(replicas, 'ada');
    await pauseReplaying();
    await executeOn(primary.url, 'update notes set version = version + 1');
    replicas.heard('ada');
    expect(replicas.reader('ada')).toBeUndefined();
  });

  test('it is left out once what it knows is too old, and comes back; with a line in the log each', async () => {
    const replicas = openReplicas({ maxLagMs: 2_000 });
    await untilReader(replicas, 'bob');
    await pauseReplaying();
    await executeOn(primary.url, 'update notes set version = version + 1');
    await stateIs(replicas, 'lagging');
    expect(replicas.reader('bob')).toBeUndefined();
    expect(replicas.report()[0]?.lagMs).toBeGreaterThan(2_000);
    await standby.execute('select pg_wal_replay_resume()');
    await untilReader(replicas, 'bob');
    const [first, ...others] = replicas.lines.map((line) => line.replace(/127\.0\.0\.1:\d+/, 'host'));
    expect(first).toBe('The replica PostgreSQL host/todo answers queries');
    // On a busy machine it may fall behind more than once.
    const once = [
      'The replica PostgreSQL host/todo is left out: it is not known to be less than 2000 ms behind',
      'The replica PostgreSQL host/todo answers queries again',
    ];
    expect(others).toEqual(
      Array(others.length / 2)
        .fill(once)
        .flat(),
    );
  });

  test('one that knows as much as an idle primary is not behind', async () => {
    const replicas = openReplicas();
    await untilReader(replicas, 'bob');
    let [paused, position] = [0, ''];
    await until(async () => {
      const [row] = await executeOn(primary.url, 'select pg_current_wal_flush_lsn()::text as "position"');
      if (row?.position !== position) {
        // It was not idle: PostgreSQL writes into its log by itself, too.
        position = String(row?.position);
        await standby.execute('select pg_wal_replay_resume()');
        await until(async () => {
          const [replayed] = await standby.execute(`select where pg_last_wal_replay_lsn() >= '${position}'`);
          return replayed !== undefined;
        });
        await pauseReplaying();
        paused = performance.now();
      }
      // What it knows is from after the pause, though it has replayed nothing since.
      return Number(replicas.report()[0]?.lagMs) < performance.now() - paused - 500;
    });
  });

  test('what it does not have yet, as a new column, is read from the primary', async () => {
    const em = await untilReader(openReplicas(), 'bob');
    await pauseReplaying();
    await executeOn(primary.url, `alter table notes add column "fresh" text default 'there'`);
    expect(await read(em, sql`select fresh from notes`)).toEqual([{ fresh: 'there' }]);
    // And all that the operation reads after that.
    expect(await isOnStandby(em)).toBe(false);
  });
});

test('a query that replaying cancels is answered by the primary', async () => {
  const em = await untilReader(openReplicas(), 'bob');
  // Else what the tests before have left to replay could cancel it before it is seen.
  await untilReplayed();
  const reading = read(
    em,
    sql`select pg_is_in_recovery() as "standby", case when pg_is_in_recovery() then pg_sleep(60)::text end from notes`,
  );
  await until(async () => {
    const rows = await standby.execute(
      `select from pg_stat_activity where query like '%pg_sleep(60)%' and pid <> pg_backend_pid()`,
    );
    return rows.length > 0;
  });
  await executeOn(primary.url, 'alter table notes add column "other" text');
  expect(await reading).toMatchObject([{ standby: false }]);
});

test('a query that is wrong is wrong on the primary, too', async () => {
  const em = await untilReader(openReplicas(), 'bob');
  await expect(read(em, sql`select nothing from nowhere`)).rejects.toMatchObject({ code: '42P01' });
});

test.each([
  ['the primary itself', () => primary.url, /it is no standby/],
  ['another database', () => standby.url.replace(/todo$/, 'postgres'), /it is another database/],
  ['a port where nothing is', () => 'postgresql://user:hush@127.0.0.1:1/todo', /ECONNREFUSED/],
])('%s is no replica, and one beside it is used', async (_what, url, reason) => {
  const replicas = openReplicas({ urls: [url(), standby.url] });
  expect(await isOnStandby(await untilReader(replicas, 'bob'))).toBe(true);
  await until(() => /unfit|unreachable/.test(`${replicas.report()[0]?.state}`));
  expect(replicas.lines).toContainEqual(expect.stringMatching(reason));
  expect(replicas.lines.join()).not.toContain('hush');
});

test('a standby of another server is no replica', async () => {
  const replicas = openReplicas({ directUrl: process.env.TODO_TEST_POSTGRES_URL });
  await stateIs(replicas, 'unfit');
  expect(replicas.lines.at(-1)).toMatch(/it is a standby of another server than that of DATABASE_URL/);
});

test('a connection to a server that was not asked what it knows is not used', async () => {
  const pool = openPool(orm, standby.url, PATIENT, '1795657248.46');
  await expect(runOn(pool.kysely, 'postgresql', sql`select 1`)).rejects.toThrow(AnotherServerError);
  pool.destroy();
});

test('a query that a silent replica has is answered by the primary, and the replica is used again once it speaks', async () => {
  const proxy = await openProxy(standby.url);
  const replicas = openReplicas({ urls: [proxy.url], timeoutMs: 1_000 });
  const [one, two] = [await untilOnStandby(replicas, 'bob'), await untilOnStandby(replicas, 'bob')];
  proxy.freeze();
  expect(await Promise.all([one, two].map(isOnStandby))).toEqual([false, false]);
  await stateIs(replicas, 'unreachable');
  proxy.heal();
  await stateIs(replicas, 'in use');
  await proxy.close();
});

test('while it is not heard who writes, nobody reads from a replica', async () => {
  const proxy = await openProxy(primary.url);
  const replicas = openReplicas({ directUrl: proxy.url });
  await untilReader(replicas, 'bob');
  proxy.cut();
  await until(() => replicas.reader('bob') === undefined);
  await pauseReplaying();
  await executeOn(primary.url, 'update notes set version = version + 1');
  proxy.heal();
  // What was written meanwhile may be the viewer's.
  await until(() => Number(replicas.report()[0]?.lagMs) > 500);
  expect(replicas.reader('bob')).toBeUndefined();
  await standby.execute('select pg_wal_replay_resume()');
  await untilReader(replicas, 'bob');
  await proxy.close();
});

test('a replica that is killed and comes back fails no query meanwhile', async () => {
  const replicas = openReplicas();
  await untilReader(replicas, 'bob');
  const stop = new AbortController();
  const answers = { standby: 0, primary: 0 };
  const client = async () => {
    while (!stop.signal.aborted) {
      const em = replicas.reader('bob') ?? orm.em;
      answers[(await isOnStandby(em)) ? 'standby' : 'primary']++;
    }
  };
  const clients = Array.from({ length: 8 }, client);
  await until(() => answers.standby > 100);
  await standby.kill();
  await stateIs(replicas, 'unreachable');
  const { standby: before } = answers;
  await until(() => answers.primary > 100);
  await standby.start();
  await stateIs(replicas, 'in use');
  await until(() => answers.standby > before + 100);
  stop.abort();
  await Promise.all(clients);
});

test('one that was promoted is left out', async () => {
  const replicas = openReplicas();
  await untilReader(replicas, 'bob');
  await standby.execute('select pg_promote(true)');
  await stateIs(replicas, 'unfit');
  expect(replicas.reader('bob')).toBeUndefined();
  expect(replicas.lines.at(-1)).toMatch(/is left out: it is no standby\. Was it promoted\?/);
});

test('a standby that did not follow when another one was promoted is left out', async () => {
  const left = await startPostgresStandby(primary);
  // By the test before, `standby` is the primary now.
  const replicas = openReplicas({ urls: [left.url], directUrl: standby.url });
  await stateIs(replicas, 'unfit');
  expect(replicas.lines.at(-1)).toMatch(/it follows timeline 1, the primary is on 2/);
  await left.stop();
});
