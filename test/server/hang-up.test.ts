import { request } from 'node:http';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import type { Orm } from '../../src/database/orm.ts';
import { describeDatabases } from '../support/databases.ts';
import { until } from '../support/until.ts';
import { holdTodos, untilWaiting as untilHeld } from './held-todos.ts';
import { keptLog, type LogLine } from './log-lines.ts';
import { testServer } from './server.ts';
import { listening, type RawSocket, rawSocket } from './subscriptions/sockets.ts';

const READ = 'query Read { todos(first: 1) { nodes { id } } }';
const write = (title: string) =>
  `mutation Write { createTodo(input: { title: "${title}" }) { todo { id } } }`;

describeDatabases('a client that does not wait for its answer', (database) => {
  let orm: Orm;
  let server: FastifyInstance;
  let address: string;
  let lines: LogLine[];
  let release: () => Promise<void> = async () => {};

  beforeAll(async () => {
    orm = await database.open();
    const kept = keptLog();
    ({ lines } = kept);
    ({ server, address } = await listening(orm, { log: kept.log, limits: { operations: 1 } }));
  });
  beforeEach(async () => {
    release = await holdTodos(orm, database.dialect);
    lines.length = 0;
  });
  afterEach(() => release());

  const untilWaiting = (count: number) => untilHeld(orm, database.dialect, count);

  /** Asks over HTTP, and leaves once the database works on it. */
  async function askAndLeave(query: string): Promise<void> {
    const asking = request(`http://${address}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
    });
    asking.on('error', () => {});
    const received = Promise.withResolvers<void>();
    server.server.once('request', (message) => message.once('end', received.resolve));
    asking.end(JSON.stringify({ query }));
    await received.promise;
    await setImmediate();
    await untilWaiting(1);
    asking.destroy();
  }

  /** What was sent before has arrived. */
  async function answersPing(client: RawSocket): Promise<void> {
    client.send({ type: 'ping' });
    await client.next('pong');
  }

  /** Asks through a socket; gives it once the database works on it. */
  async function askThroughSocket(query: string) {
    const client = await rawSocket(address);
    client.send({ type: 'connection_init' });
    await client.next('connection_ack');
    client.send({ type: 'subscribe', id: 'one', payload: { query } });
    await answersPing(client);
    await untilWaiting(1);
    return client;
  }

  const requests = () => lines.filter(({ path }) => path === '/graphql');
  const created = async (title: string) => {
    const { ask } = await testServer(orm);
    const { data } = await ask(`{ todos(filter: { title: { eq: "${title}" } }) { totalCount } }`);
    return (data as { todos: { totalCount: number } }).todos.totalCount;
  };

  test('over HTTP has its query stopped', async () => {
    await askAndLeave(READ);
    await untilWaiting(0);
    await until(() => requests().length === 1);
    await release();
    expect(requests()).toEqual([
      expect.objectContaining({ msg: 'Request: the client hung up', codes: ['CLIENT_GONE'] }),
    ]);
    expect(lines.filter(({ level }) => Number(level) > 30)).toEqual([]);
  });

  test('over HTTP has its mutation carried out', async () => {
    await askAndLeave(write('Left behind'));
    await until(() => requests().length === 1);
    await release();
    await until(async () => (await created('Left behind')) === 1);
  });

  test.each(['and says so', 'and is gone'])('through a socket, %s, has its query stopped', async (how) => {
    const client = await askThroughSocket(READ);
    if (how === 'and is gone') {
      client.socket.terminate();
      await until(() => lines.some(({ msg }) => msg === 'Socket'));
    } else {
      client.send({ type: 'complete', id: 'one' });
      await answersPing(client);
    }
    await untilWaiting(0);
    await release();
    await until(() => requests().length === 1);
    expect(requests()).toEqual([
      expect.objectContaining({ method: 'WS', operation: 'Read', codes: ['CLIENT_GONE'] }),
    ]);
    expect(lines.filter(({ level }) => Number(level) > 30)).toEqual([]);
  });

  test('through a socket has its mutation carried out', async () => {
    const client = await askThroughSocket(write('Given up'));
    client.send({ type: 'complete', id: 'one' });
    await answersPing(client);
    await release();
    await until(() => requests().length === 1);
    expect(requests()[0]).not.toHaveProperty('codes');
    expect(await created('Given up')).toBe(1);
  });

  test('through a socket has what goes on counted among its operations', async () => {
    const client = await askThroughSocket(write('Goes on'));
    client.send({ type: 'complete', id: 'one' });
    client.send({ type: 'subscribe', id: 'two', payload: { query: READ } });
    expect(await client.next('error')).toMatchObject({
      id: 'two',
      payload: [{ extensions: { code: 'TOO_MANY_OPERATIONS' } }],
    });
    await release();
    await until(() => requests().length === 2);
  });

  test('through a socket may use the id again', async () => {
    const client = await askThroughSocket(READ);
    client.send({ type: 'complete', id: 'one' });
    await answersPing(client);
    await untilWaiting(0);
    await release();
    await until(() => requests().length === 1);
    client.send({ type: 'subscribe', id: 'one', payload: { query: READ } });
    expect(await client.next('next')).toMatchObject({ id: 'one', payload: { data: { todos: {} } } });
  });
});
