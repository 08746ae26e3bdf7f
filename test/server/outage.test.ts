import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { PostgreSqlConnection } from '@mikro-orm/postgresql';
import type { Pool } from 'pg';
import pino from 'pino';
import { parseConfig } from '../../src/config.ts';
import { activity } from '../../src/database/activity.ts';
import { apiOptions, type Orm, openOrm } from '../../src/database/orm.ts';
import { PATIENCE_MS } from '../support/patience.ts';
import { type NetworkProxy, openProxy } from '../support/proxy.ts';
import { createDatabase } from '../support/templates.ts';
import { until } from '../support/until.ts';
import { type TestServer, testServer } from './server.ts';

let proxy: NetworkProxy;
let orm: Orm;
let api: TestServer;
const lines: Record<string, unknown>[] = [];

beforeEach(async () => {
  const location = await createDatabase('postgresql', 'migrated');
  proxy = await openProxy(location.dialect === 'postgresql' ? location.url : '');
  await serve('1000');
});
afterEach(async () => {
  proxy.heal();
  await orm.close(true);
  await proxy.close();
});

/** What waits for a connection that comes, rather than for none to come. */
const PATIENCE = String(PATIENCE_MS);

/** Opens the API behind the proxy, with one connection so far. */
async function serve(
  DATABASE_POOL_TIMEOUT_MS: string,
  DATABASE_STATEMENT_TIMEOUT_MS = PATIENCE,
): Promise<void> {
  await orm?.close(true);
  const config = parseConfig({
    DATABASE_URL: proxy.url,
    DATABASE_POOL_TIMEOUT_MS,
    DATABASE_POOL_SIZE: '3',
    DATABASE_STATEMENT_TIMEOUT_MS,
  });
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  orm = await openOrm(config.DATABASE_URL, { ...apiOptions(config, log), logger: () => {} });
  api = await testServer(orm);
  await untilServed();
  lines.length = 0;
}

const READ = '{ todos { totalCount } }';
const CREATE = 'mutation { createTodo(input: { title: "Buy milk" }) { todo { title } } }';
const CREATE_TWO = `mutation { changeTodos(input: { changes: [
  { create: { title: "Buy milk" } }, { create: { title: "Buy bread" } }] }) { results { todo { title } } } }`;
const UNAVAILABLE = {
  status: 503,
  errors: [
    {
      message:
        'The database is not available. Try again in a while. Whether a mutation was carried out is not known: with an id of your own it is not carried out twice.',
      extensions: { code: 'DATABASE_UNAVAILABLE', requestId: expect.any(String) },
    },
  ],
};

const untilServed = () => until(async () => (await api.ask(READ)).status === 200);

test('while the database is away, every request is answered with a code, and no word of hosts or SQL', async () => {
  proxy.cut();
  for (const query of [READ, CREATE, CREATE_TWO]) {
    const answer = await api.ask(query);
    expect(answer).toMatchObject(UNAVAILABLE);
    expect(JSON.stringify(answer)).not.toMatch(/127\.0\.0\.1|ECONN|select|insert|stack/i);
  }
  await Promise.all(Array.from({ length: 30 }, () => api.ask(READ)));
  // Once, not once a request; after a while another one says how many there were.
  expect(api.log.filter(({ level, requests }) => level === 50 && requests === undefined)).toEqual([
    expect.objectContaining({ msg: 'The database failed a request', code: 'DATABASE_UNAVAILABLE' }),
  ]);
});

test('when it is back, the same process serves again, and says so', async () => {
  proxy.cut();
  await Promise.all(Array.from({ length: 20 }, () => api.ask(CREATE_TWO)));
  await wait(1_200);
  expect(await api.ask(READ)).toMatchObject(UNAVAILABLE);
  proxy.heal();
  await untilServed();
  expect(await api.ask(CREATE_TWO)).toMatchObject({ status: 200 });
  expect(lines.map(({ msg }) => msg)).toEqual([
    'PostgreSQL cannot be reached. Requests fail until it can.',
    expect.stringMatching(/^PostgreSQL can be reached again, after \d+ ms\.$/),
  ]);
});

test('a short outage is waited out: nobody gets an error', async () => {
  await serve(PATIENCE);
  proxy.cut();
  const answers = Promise.all([api.ask(READ), api.ask(CREATE_TWO)]);
  await until(() => lines.some(({ msg }) => String(msg).startsWith('PostgreSQL cannot be reached')));
  proxy.heal();
  expect(await answers).toMatchObject([{ status: 200 }, { status: 200 }]);
});

test('readiness turns red, and green again', async () => {
  proxy.cut();
  expect((await api.server.inject('/readyz')).statusCode).toBe(503);
  expect((await api.server.inject('/livez')).statusCode).toBe(200);
  proxy.heal();
  await until(async () => (await api.server.inject('/readyz')).statusCode === 200);
});

test('a connection that was lost while it lay idle: reads and transactions take another, a single write says that it is not known', async () => {
  await serve(PATIENCE);
  proxy.forget();
  expect(await api.ask(READ)).toMatchObject({ status: 200 });
  proxy.forget();
  expect(await api.ask(CREATE_TWO)).toMatchObject({ status: 200 });
  proxy.forget();
  expect(await api.ask(CREATE)).toMatchObject(UNAVAILABLE);
  expect(await api.ask(CREATE)).toMatchObject({ status: 200 });
});

test('of several that were lost while they lay idle one is met, and whoever comes later meets none', async () => {
  await serve(PATIENCE);
  for (const later of [READ, CREATE, CREATE_TWO]) {
    const pool: Pool = await (orm.driver.getConnection() as PostgreSqlConnection).getNativeClient();
    const clients = await Promise.all([pool.connect(), pool.connect(), pool.connect()]);
    for (const client of clients) {
      client.release();
    }
    proxy.forget();
    expect(await api.ask(READ)).toMatchObject({ status: 200 });
    expect(await api.ask(later)).toMatchObject({ status: 200 });
  }
});

test('readiness stays green where the connection that it asks on was lost while it lay idle', async () => {
  await serve(PATIENCE);
  proxy.forget();
  expect((await api.server.inject('/readyz')).statusCode).toBe(200);
});

test('a server that is gone without a word does not hold a request, nor what the process asks by itself', async () => {
  await serve('1000', '2000');
  proxy.freeze();
  const request = { statements: 0, statementMs: 0, signal: AbortSignal.timeout(100) };
  await expect(activity.run(request, () => orm.em.fork().execute('select 1'))).rejects.toThrow();
  await expect(orm.em.fork().execute('select 1')).rejects.toThrow();
  proxy.heal();
  await untilServed();
});
