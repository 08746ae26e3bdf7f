import { once } from 'node:events';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, beforeAll, expect, test } from '@jest/globals';
import { type Orm, openOrm } from '../../../src/database/orm.ts';
import { createDatabase } from '../../support/templates.ts';
import { until } from '../../support/until.ts';
import { SECRET } from '../authentication/tokens.ts';
import { type TestServer, testServer } from '../server.ts';

const REQUEST = 'GET /livez HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n';

let orm: Orm;
let api: TestServer;
const sockets: Socket[] = [];

beforeAll(async () => {
  orm = await openOrm(await createDatabase('sqlite', 'migrated'));
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) {
    socket.destroy();
  }
  await api.server.close();
});

async function listen(variables: NodeJS.ProcessEnv): Promise<void> {
  api = await testServer(orm, variables);
  await api.server.listen({ host: '127.0.0.1', port: 0 });
}

/** A connection that says nothing. */
async function open(): Promise<Socket> {
  const { port } = api.server.server.address() as AddressInfo;
  const socket = connect(port, '127.0.0.1').resume();
  socket.on('error', () => {});
  sockets.push(socket);
  await once(socket, 'connect');
  return socket;
}

async function metrics(token?: string): Promise<string> {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  return (await api.server.inject({ url: '/metrics', headers })).body;
}

test('of one more than the process may have, none is kept, and the metrics tell', async () => {
  await listen({ CONNECTIONS_MAX: '2' });
  const first = await open();
  await open();
  await once(await open(), 'close');
  expect(await metrics()).toMatch(/^todo_connections 2$/m);
  expect(await metrics()).toMatch(/^todo_connections_refused_total 1$/m);
  first.destroy();
  await until(async () => /^todo_connections 1$/m.test(await metrics()));
  expect((await open()).destroyed).toBe(false);
});

test('of one more than an address may have, none is kept', async () => {
  const METRICS_TOKEN = 'a-token-of-twenty-two';
  await listen({ AUTH_SECRET: SECRET, CONNECTIONS_MAX_PER_ADDRESS: '1', METRICS_TOKEN });
  await open();
  await once(await open(), 'close');
  expect(await metrics(METRICS_TOKEN)).toMatch(/^todo_connections_refused_total 1$/m);
});

test('a proxy that is trusted may have more', async () => {
  await listen({ AUTH_SECRET: SECRET, CONNECTIONS_MAX_PER_ADDRESS: '1', TRUST_PROXY: '127.0.0.1' });
  await open();
  const second = await open();
  second.write(REQUEST);
  expect(String(await once(second, 'data'))).toMatch(/^HTTP\/1.1 200 /);
});

test('one that never says a word is closed', async () => {
  await listen({ RECEIVE_TIMEOUT_MS: '200' });
  await once(await open(), 'close');
});

test('one that has been answered, and asks for nothing more, is closed', async () => {
  await listen({ KEEP_ALIVE_TIMEOUT_MS: '50' });
  const socket = await open();
  socket.write(REQUEST);
  await once(socket, 'close');
});
