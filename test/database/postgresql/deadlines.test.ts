import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { PostgreSqlConnection } from '@mikro-orm/postgresql';
import type { Pool } from 'pg';
import pino from 'pino';
import { parseConfig } from '../../../src/config.ts';
import { type Activity, activity } from '../../../src/database/activity.ts';
import { errorCode } from '../../../src/database/connection-failure.ts';
import { databaseFailure } from '../../../src/database/failure.ts';
import { apiOptions, type Orm, openOrm } from '../../../src/database/orm.ts';
import { WITHOUT_LIMITS } from '../../../src/database/postgresql/limits.ts';
import { poolOptions } from '../../../src/database/postgresql/options.ts';
import { run } from '../../../src/database/sql.ts';
import { sql } from '../../../src/database/sql-template.ts';
import { inTransaction } from '../../../src/database/transaction.ts';
import { PATIENT } from '../../support/patience.ts';
import { createDatabase } from '../../support/templates.ts';
import { until } from '../../support/until.ts';

let url: string;
const opened: Orm[] = [];
/** What the pools have warned of. */
const lines: string[] = [];

beforeAll(async () => {
  const location = await createDatabase('postgresql', 'migrated');
  url = location.dialect === 'postgresql' ? location.url : '';
});
afterAll(() => Promise.all(opened.map((orm) => orm.close(true))));

/** The API's ORM, configured by `variables`. */
async function open(variables: NodeJS.ProcessEnv = {}): Promise<Orm> {
  const config = parseConfig({ ...PATIENT, DATABASE_URL: url, ...variables });
  const log = pino({ level: 'warn' }, { write: (line: string) => void lines.push(JSON.parse(line).msg) });
  const orm = await openOrm(config.DATABASE_URL, { ...apiOptions(config, log), logger: () => {} });
  opened.push(orm);
  return orm;
}

/** Does `work` as a request does that may take `ms`. */
function within<Result>(ms: number, work: () => Promise<Result>): Promise<Result> {
  const request: Activity = { statements: 0, statementMs: 0, signal: AbortSignal.timeout(ms) };
  return activity.run(request, work);
}

async function settingsOf(orm: Orm): Promise<unknown> {
  const [row] = await orm.driver.execute<unknown[]>(
    `select current_setting('statement_timeout') as statement, current_setting('idle_in_transaction_session_timeout') as idle, current_setting('application_name') as name`,
  );
  return row;
}

/** What statements run in the database of the tests now. */
async function running(orm: Orm): Promise<string[]> {
  const rows = await orm.driver.execute<{ query: string }[]>(
    `select query from pg_stat_activity where datname = current_database() and state = 'active' and pid <> pg_backend_pid()`,
  );
  return rows.map(({ query }) => query);
}

test('the server knows the limits of the API by name, and sets none for the migrator', async () => {
  expect(await settingsOf(await open())).toEqual({ statement: '30s', idle: '10s', name: 'todo-api' });
  const migrator = await openOrm({ dialect: 'postgresql', url });
  opened.push(migrator);
  expect(await settingsOf(migrator)).toEqual({ statement: '0', idle: '0', name: 'todo-migration' });
});

test('connections live on through firewalls, but not for ever', () => {
  expect(poolOptions(url, 'todo-api', WITHOUT_LIMITS)).toMatchObject({
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    idleTimeoutMillis: 60_000,
    maxLifetimeSeconds: 1_800,
  });
});

test('what the address says itself wins', async () => {
  const orm = await open({ DATABASE_URL: `${url}?application_name=shop&statement_timeout=7000` });
  expect(await settingsOf(orm)).toMatchObject({ name: 'shop', statement: '7s' });
});

/** Holds what others wait for. */
const openHolder = () => open({ DATABASE_IDLE_IN_TRANSACTION_TIMEOUT_MS: '0' });

test('the pool has as many connections as it may, and who waits too long for one is told', async () => {
  const orm = await open({ DATABASE_POOL_SIZE: '2', DATABASE_POOL_TIMEOUT_MS: '2000' });
  const pool: Pool = await (orm.driver.getConnection() as PostgreSqlConnection).getNativeClient();
  await until(async () => {
    // That long a busy machine may take to open them.
    for (const taken of await Promise.allSettled([pool.connect(), pool.connect()])) {
      if (taken.status === 'fulfilled') {
        taken.value.release();
      }
    }
    return pool.totalCount === 2;
  });
  lines.length = 0;
  const holder = await openHolder();
  await inTransaction(holder.em.fork(), async (em) => {
    await run(em, sql`select pg_advisory_xact_lock(1)`);
    const waiting = [1, 2, 3].map(() =>
      run(orm.em, sql`select pg_advisory_xact_lock(1)`).catch(
        (error: unknown) => databaseFailure(error)?.code,
      ),
    );
    expect(await Promise.race(waiting)).toBe('DATABASE_UNAVAILABLE');
    await until(async () => (await running(holder)).length === 2);
  });
  // The server is there: nobody is to be told otherwise, nor kept from the connections.
  expect(lines).toEqual([]);
});

test('a statement that takes longer than it may is cancelled on the server', async () => {
  const orm = await open({ DATABASE_STATEMENT_TIMEOUT_MS: '100' });
  const other = await open();
  const error = await run(orm.em, sql`select pg_sleep(30)`).catch((reason) => reason);
  expect(['DEADLINE_EXCEEDED', '57014']).toContain(errorCode(error));
  await until(async () => (await running(other)).length === 0);
});

test('a request that may take no longer rejects with the reason, its statement stops, and the connection is used again', async () => {
  const orm = await open({ DATABASE_POOL_SIZE: '1' });
  const pid = async () => (await run(orm.em, sql`select pg_backend_pid() as pid`))[0]?.pid;
  // Where the server takes a second to cancel it, another connection is opened.
  await until(async () => {
    const before = await pid();
    await expect(within(100, () => run(orm.em, sql`select pg_sleep(30)`))).rejects.toMatchObject({
      name: 'TimeoutError',
    });
    return (await pid()) === before;
  });
});

test('a cancelled statement rolls its transaction back, and the connection of it is used again', async () => {
  const orm = await open({ DATABASE_POOL_SIZE: '1' });
  await orm.driver.execute('create table written (n int)');
  const transaction = within(200, () =>
    inTransaction(orm.em.fork(), async (em) => {
      await run(em, sql`insert into written values (1)`);
      await run(em, sql`select pg_sleep(30)`);
    }),
  );
  await expect(transaction).rejects.toMatchObject({ name: 'TimeoutError' });
  expect(await orm.driver.execute('select n from written')).toEqual([]);
});

test('who waits for a connection when the request may take no longer gets none, and holds none', async () => {
  const orm = await open({ DATABASE_POOL_SIZE: '1' });
  const holder = await openHolder();
  const long = await inTransaction(holder.em.fork(), async (em) => {
    await run(em, sql`select pg_advisory_xact_lock(2)`);
    const waiting = run(orm.em, sql`select pg_advisory_xact_lock(2)`);
    await until(async () => (await running(holder)).some((query) => query.includes('xact_lock(2)')));
    const late = within(50, () => run(orm.em, sql`select 1`));
    await expect(late).rejects.toMatchObject({ name: 'TimeoutError' });
    const request: Activity = {
      statements: 0,
      statementMs: 0,
      signal: AbortSignal.abort(new Error('Late.')),
    };
    const tooLate = activity.run(request, () => inTransaction(orm.em.fork(), (em) => run(em, sql`select 1`)));
    await expect(tooLate).rejects.toThrow('Late.');
    // Not awaited in here, where it would wait for the end of this transaction.
    return { waiting };
  });
  await long.waiting;
  expect(await run(orm.em, sql`select 1 as one`)).toEqual([{ one: 1 }]);
});

test('a transaction that lies idle for longer than it may is ended by the server, and the pool goes on', async () => {
  const orm = await open({ DATABASE_POOL_SIZE: '1', DATABASE_IDLE_IN_TRANSACTION_TIMEOUT_MS: '100' });
  const other = await open();
  const transaction = inTransaction(orm.em.fork(), async (em) => {
    const [own] = await run(em, sql`select pg_backend_pid() as pid`);
    const alive = sql`select 1 from pg_stat_activity where pid = ${own?.pid}`;
    await until(async () => (await run(other.em, alive)).length === 0);
    await run(em, sql`select 1`);
  });
  await expect(transaction).rejects.toThrow();
  expect(await run(orm.em, sql`select 1 as one`)).toEqual([{ one: 1 }]);
});

test('a connection that is given back within a transaction is not lent again', async () => {
  const orm = await open({ DATABASE_POOL_SIZE: '1' });
  const pool: Pool = await (orm.driver.getConnection() as PostgreSqlConnection).getNativeClient();
  const client = await pool.connect();
  await client.query('begin');
  const { rows } = await client.query('select pg_backend_pid() as pid');
  client.release();
  expect(await run(orm.em, sql`select pg_backend_pid() as pid`)).not.toEqual(rows);
});

test('connections that are lost within transactions come back to the pool, which opens others', async () => {
  const orm = await open({ DATABASE_POOL_SIZE: '2' });
  const other = await open();
  for (let round = 0; round < 3; round++) {
    const transactions = [1, 2].map(() =>
      inTransaction(orm.em.fork(), (em) => run(em, sql`select pg_sleep(30)`)),
    );
    const ended = Promise.allSettled(transactions);
    await until(async () => (await running(other)).length === 2);
    await other.driver.execute(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like '%pg_sleep(30)%' and pid <> pg_backend_pid()`,
    );
    expect((await ended).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    // Else what is left of them could be taken for those of the next round.
    await until(async () => (await running(other)).length === 0);
  }
  expect(await run(orm.em, sql`select 1 as one`)).toEqual([{ one: 1 }]);
});
