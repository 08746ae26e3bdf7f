import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { type PostgresCluster, startPostgresCluster } from '../../../faults/servers/postgres-cluster.ts';
import {
  executeOn,
  type PostgresStandby,
  startPostgresStandby,
} from '../../../faults/servers/postgres-standby.ts';
import { type Orm, openOrm } from '../../../src/database/orm.ts';
import { patient } from '../../support/patient.ts';
import { until } from '../../support/until.ts';
import { hs256, SECRET } from '../authentication/tokens.ts';
import { type Answer, type TestServer, testServer } from '../server.ts';

let primary: PostgresCluster;
let standby: PostgresStandby;
/** Two processes of the API, as good as. */
const orms: Orm[] = [];
const processes: TestServer[] = [];
let here: TestServer;
let there: TestServer;

beforeAll(async () => {
  primary = await startPostgresCluster();
  standby = await startPostgresStandby(primary);
  for (const name of ['here', 'there']) {
    const location = { dialect: 'postgresql', url: primary.url } as const;
    const orm = await openOrm(location, patient(location));
    orms.push(orm);
    processes.push(
      await testServer(orm, {
        DATABASE_URL: primary.url,
        DATABASE_REPLICA_URLS: `${standby.url}?application_name=${name}`,
        DATABASE_REPLICA_MAX_LAG_MS: '600000',
        AUTH_SECRET: SECRET,
        METRICS_TOKEN: SECRET,
      }),
    );
  }
  [here, there] = processes as [TestServer, TestServer];
});

afterAll(async () => {
  await Promise.all(processes.map(({ server }) => server.close()));
  await Promise.all(orms.map((orm) => orm.close(true)));
  await standby?.stop();
  await primary?.stop();
});

const TITLES = '{ todos { nodes { title } } }';
const CREATE = `mutation ($title: String!) {
  createTodo(input: { title: $title }) { todo { title } userErrors { code } }
}`;

async function ask(
  process: TestServer,
  viewer: string,
  query: string,
  headers: Record<string, string> = {},
  variables?: object,
): Promise<Answer> {
  const authorization = `Bearer ${await hs256({ sub: viewer })}`;
  return process.ask(query, variables, { ...headers, authorization });
}

/** The titles of the viewer's todos, as a query finds them. */
async function titles(
  process: TestServer,
  viewer: string,
  headers?: Record<string, string>,
): Promise<string[]> {
  const { data, errors } = await ask(process, viewer, TITLES, headers);
  expect(errors).toBeUndefined();
  return (data as { todos: { nodes: { title: string }[] } }).todos.nodes.map(({ title }) => title);
}

async function create(process: TestServer, viewer: string, title: string, headers?: Record<string, string>) {
  const answer = await ask(process, viewer, CREATE, headers, { title });
  expect(answer).toMatchObject({ data: { createTodo: { todo: { title }, userErrors: [] } } });
  return answer;
}

/** Whether a query of the viewer through the process `name` runs on the replica, which it asks how it is all the time. */
async function isOnStandby(name: string, process: TestServer): Promise<boolean> {
  const lastThere = async () => {
    const [row] = await standby.execute(
      `select max("query_start")::text as "at" from pg_stat_activity where application_name = '${name}' and query like '%"todos"%'`,
    );
    return row?.at;
  };
  const before = await lastThere();
  await titles(process, viewer);
  return (await lastThere()) !== before;
}

let viewers = 0;
let viewer = '';

/**
 * A viewer who has a todo "old", which on the primary is "new" by now, though nobody wrote that through the API: so each
 * query tells where it was answered. The replica replays nothing from then on.
 */
beforeEach(async () => {
  await standby.execute('select pg_wal_replay_resume()');
  viewer = `viewer-${++viewers}`;
  await create(here, viewer, 'old');
  await until(() => isOnStandby('here', here));
  await until(() => isOnStandby('there', there));
  await standby.execute('select pg_wal_replay_pause()');
  await until(async () => {
    const [row] = await standby.execute('select pg_get_wal_replay_pause_state() as "state"');
    return row?.state === 'paused';
  });
  await executeOn(primary.url, `update todos set title = 'new' where owner_id = '${viewer}'`);
});

test('a query is answered by the replica, a mutation and all that it returns by the primary', async () => {
  expect(await titles(here, viewer)).toEqual(['old']);
  const { data } = await ask(
    here,
    viewer,
    `mutation { createList(input: { name: "Home" }) { list { name } userErrors { code } } }`,
  );
  expect(data).toMatchObject({ createList: { list: { name: 'Home' } } });
});

test('a viewer reads what they wrote at once, others what the replica knows', async () => {
  await create(here, viewer, 'more');
  expect((await titles(here, viewer)).sort()).toEqual(['more', 'new']);
  const writer = viewer;
  viewer = 'viewer-1';
  expect(await isOnStandby('here', here)).toBe(true);
  viewer = writer;
});

test('the answer to a mutation has a token, with which any process answers from the primary', async () => {
  // Of somebody else: that the viewer wrote is heard of, too.
  const { headers } = await create(here, 'somebody', 'theirs');
  const token = String(headers['x-todo-read-after']);
  expect(await titles(there, viewer)).toEqual(['old']);
  expect(await titles(there, viewer, { 'x-todo-read-after': token })).toEqual(['new']);
  await standby.execute('select pg_wal_replay_resume()');
  await until(async () => {
    const { errors } = await ask(there, viewer, TITLES, { 'x-todo-read-after': token });
    expect(errors).toBeUndefined();
    return isOnStandby('there', there);
  });
});

test('browsers get it as a cookie, which they send by themselves', async () => {
  const { headers } = await create(here, 'somebody', 'theirs', { origin: 'http://localhost' });
  const cookie = String(headers['set-cookie']);
  expect(cookie).toMatch(/^todo-read-after=\d+; Path=\/graphql; Max-Age=600; HttpOnly; SameSite=Strict$/);
  expect(await titles(there, viewer, { cookie: `a=b; ${cookie.split(';')[0]}` })).toEqual(['new']);
  expect(await titles(there, viewer, { cookie: 'a=b' })).toEqual(['old']);
});

test('sockets have it in extensions', async () => {
  const address = await there.server.listen({ host: '127.0.0.1', port: 0 });
  const client = createClient({
    url: `${address.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${await hs256({ sub: viewer })}` },
  });
  const first = async (query: string, extensions?: Record<string, unknown>) =>
    (await client.iterate({ query, extensions }).next()).value;
  expect(await first(TITLES)).toMatchObject({ data: { todos: { nodes: [{ title: 'old' }] } } });
  const written = await first('mutation { createTag(input: { name: "home" }) { tag { name } } }');
  const readAfter = written?.extensions?.readAfter;
  expect(readAfter).toMatch(/^\d+$/);
  expect(await first(TITLES)).toMatchObject({ data: { todos: { nodes: [{ title: 'new' }] } } });
  await client.dispose();
});

test('a token that is none of ours asks the primary, and does nothing else', async () => {
  const none = ['0x10', '-5', '999999999999999', 'Infinity', `1${'0'.repeat(4_000)}`, "' or 1 = 1", '1, 1'];
  for (const token of none) {
    expect([token, await titles(here, viewer, { 'x-todo-read-after': token })]).toEqual([token, ['new']]);
  }
  for (const readAfter of [1, {}, { toString: 1 }, ['1'], '']) {
    const { body } = await here.server.inject({
      method: 'POST',
      url: '/graphql',
      headers: { authorization: `Bearer ${await hs256({ sub: viewer })}` },
      payload: { query: TITLES, extensions: { readAfter } },
    });
    expect(JSON.parse(body)).toMatchObject({ data: { todos: { nodes: [{ title: 'new' }] } } });
  }
  expect(await titles(here, viewer)).toEqual(['old']);
});

test('the metrics tell how old what the replica knows is', async () => {
  const headers = { authorization: `Bearer ${SECRET}` };
  const { body } = await here.server.inject({ url: '/metrics', headers });
  expect(body).toMatch(/^todo_replica_lag_seconds\{replica="PostgreSQL 127.0.0.1:\d+\/todo"\} [\d.e-]+$/m);
});
