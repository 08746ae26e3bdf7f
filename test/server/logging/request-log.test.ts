import { once } from 'node:events';
import { request } from 'node:http';
import { beforeAll, expect, test } from '@jest/globals';
import { describeDatabases } from '../../support/databases.ts';
import { until } from '../../support/until.ts';
import { keptLog } from '../log-lines.ts';
import { type TestServer, testServer } from '../server.ts';
import { connect, listening } from '../subscriptions/sockets.ts';

const CREATE = `mutation Add($title: String!) { createTodo(input: { title: $title }) { userErrors { code } } }`;

describeDatabases('the log', (database) => {
  let api: TestServer;
  beforeAll(async () => {
    api = await testServer(await database.open());
  });

  test('a GraphQL operation is one line: name, kind, duration, statements and their time, user, request id', async () => {
    api.log.length = 0;
    const { status } = await api.ask(
      'query Inbox { todos { totalCount nodes { id } } }',
      {},
      { 'x-request-id': 'ticket-1' },
    );
    expect(status).toBe(200);
    expect(api.log).toEqual([
      {
        level: 30,
        time: expect.any(Number),
        pid: process.pid,
        hostname: expect.any(String),
        requestId: 'ticket-1',
        method: 'POST',
        path: '/graphql',
        status: 200,
        ms: expect.any(Number),
        operation: 'Inbox',
        kind: 'query',
        user: 'local',
        sql: 2,
        sqlMs: expect.any(Number),
        msg: 'Request',
      },
    ]);
    expect(api.log[0]?.sqlMs).toBeGreaterThan(0);
  });

  test.each([
    ['a mistake of the client', '{ nope }', {}, ['GRAPHQL_VALIDATION_FAILED']],
    ['what a person has to mend', CREATE, { title: '' }, ['BLANK']],
    [
      'a bad argument',
      '{ a: todos(first: 0) { totalCount } b: todos(first: 0) { totalCount } }',
      {},
      ['BAD_USER_INPUT'],
    ],
  ])('%s: the line has its code', async (_what, query, variables, codes) => {
    api.log.length = 0;
    await api.ask(query, variables);
    expect(api.log.map((line) => line.codes)).toEqual([codes]);
  });

  test('an operation on a socket has the same line, a subscription one when it ends', async () => {
    const { log, lines } = keptLog();
    const { address, events } = await listening(await database.open(), { log });
    const client = connect(address);
    const changes = client.run('subscription Feed { todoChanged { kind todo { tags { id } } } }');
    const first = changes.next();
    await until(() => events.hub.subscribers === 1);
    await client.run('{ todoCounts(timeZone: "UTC") { inbox } }').next();
    await client.run(CREATE, { title: 'x' }).next();
    expect(await first).toMatchObject({ value: { data: { todoChanged: { kind: 'CREATED' } } } });
    await client.close();
    const operations = () => lines.filter(({ msg }) => msg === 'Request');
    await until(() => operations().length === 3);
    const common = {
      method: 'WS',
      path: '/graphql',
      user: 'local',
      ms: expect.any(Number),
      sqlMs: expect.any(Number),
    };
    expect(operations()).toEqual([
      expect.objectContaining({ ...common, kind: 'query', sql: 1 }),
      expect.objectContaining({ ...common, kind: 'mutation', operation: 'Add' }),
      expect.objectContaining({ ...common, kind: 'subscription', operation: 'Feed', events: 1, sql: 1 }),
    ]);
    expect(new Set(operations().map(({ requestId }) => requestId)).size).toBe(3);
  });
});

describeDatabases(
  'the log, whatever the database',
  (database) => {
    test('probes and Prometheus leave no line', async () => {
      const { server, log } = await testServer(await database.open());
      for (const url of ['/livez', '/readyz', '/metrics']) {
        expect((await server.inject({ url })).statusCode).toBe(200);
      }
      expect(log).toEqual([]);
    });

    test('the name of an operation is cut', async () => {
      const { ask, log } = await testServer(await database.open());
      await ask(`query ${'x'.repeat(100)} { __typename }`);
      expect(log.at(-1)?.operation).toBe('x'.repeat(64));
    });

    test('a client that is gone before the answer leaves a line, too', async () => {
      const { log, lines } = keptLog();
      const { server, address } = await listening(await database.open(), { log });
      const received = once(server.server, 'request');
      const open = request(`http://${address}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': 1_000 },
      });
      open.on('error', () => {});
      open.write('{');
      await received;
      open.destroy();
      const requests = () => lines.filter(({ path }) => path === '/graphql');
      await until(() => requests().length > 0);
      expect(requests()).toEqual([
        expect.objectContaining({ path: '/graphql', msg: 'Request: the client hung up' }),
      ]);
      expect(requests()[0]).not.toHaveProperty('status');
    });
  },
  'sqlite',
);
