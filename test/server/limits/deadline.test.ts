import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { type AddressInfo, connect as connectTo, createServer } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeAll, expect, test } from '@jest/globals';
import type { Orm } from '../../../src/database/orm.ts';
import { describeDatabases } from '../../support/databases.ts';
import { issuerKey } from '../authentication/tokens.ts';
import { holdTodos, untilWaiting } from '../held-todos.ts';
import { type TestServer, testServer } from '../server.ts';
import { connect, listening } from '../subscriptions/sockets.ts';

const LATE = /^(This|The database) took (longer than 400 ms|too long), and was/;
const variables = { REQUEST_TIMEOUT_MS: '400' };

describeDatabases('a request that the database does not answer', (database) => {
  let orm: Orm;
  let api: TestServer;
  let release: () => Promise<void> = async () => {};

  beforeAll(async () => {
    orm = await database.open();
    api = await testServer(orm, variables);
  });
  afterEach(() => release());

  const hold = async () => {
    release = await holdTodos(orm, database.dialect);
  };

  test('is answered in time all the same, with DEADLINE_EXCEEDED', async () => {
    await hold();
    const answer = await api.ask('{ todos { nodes { title } } }');
    expect(answer).toMatchObject({
      status: 503,
      errors: [{ extensions: { code: 'DEADLINE_EXCEEDED', requestId: answer.headers['x-request-id'] } }],
    });
    expect(answer.errors?.[0]?.message).toMatch(LATE);
    expect(api.log.filter(({ msg }) => msg === 'Request').map(({ codes }) => codes)).toEqual([
      ['DEADLINE_EXCEEDED'],
    ]);
  });

  test('and would have written leaves nothing behind', async () => {
    await hold();
    const answer = await api.ask('mutation { createTodo(input: { title: "Late" }) { todo { id } } }');
    expect(answer).toMatchObject({ status: 503, errors: [{ extensions: { code: 'DEADLINE_EXCEEDED' } }] });
    // The answer does not wait until it is cancelled.
    await untilWaiting(orm, database.dialect, 0);
    await release();
    const patient = await testServer(orm);
    const { data } = await patient.ask('{ todos(filter: { title: { eq: "Late" } }) { totalCount } }');
    expect(data).toEqual({ todos: { totalCount: 0 } });
    expect(api.log.filter(({ msg }) => msg === 'Unexpected error')).toEqual([]);
  });

  test('through a socket gets the same code', async () => {
    const { address } = await listening(orm, { variables });
    const { run } = connect(address);
    await hold();
    expect((await run('{ todos { nodes { title } } }').next()).value).toMatchObject({
      errors: [{ message: expect.stringMatching(LATE), extensions: { code: 'DEADLINE_EXCEEDED' } }],
    });
  });
});

describeDatabases(
  'subscribing on a database that does not answer',
  (database) => {
    test('is answered in time with DEADLINE_EXCEEDED, and leaves nobody listening once it does', async () => {
      const location = await database.create();
      const orm = await database.open(location);
      const { port } = new URL(location.dialect === 'postgresql' ? location.url : '');
      const gate = Promise.withResolvers<void>();
      const slow = createServer(async (client) => {
        await gate.promise;
        const server = connectTo(Number(port), '127.0.0.1');
        client.on('error', () => server.destroy()).pipe(server);
        server.on('error', () => client.destroy()).pipe(client);
      }).listen(0, '127.0.0.1');
      await once(slow, 'listening');
      const listenAt = new URL(orm.config.get('clientUrl') ?? '');
      listenAt.port = String((slow.address() as AddressInfo).port);
      const { address, events } = await listening(orm, { variables, listenAt: listenAt.href });
      const { run } = connect(address);
      expect((await run('subscription { todoChanged { kind } }').next()).value).toMatchObject({
        errors: [{ message: expect.stringMatching(LATE), extensions: { code: 'DEADLINE_EXCEEDED' } }],
      });
      gate.resolve();
      slow.close();
      // Comes through after the one that was late.
      await events.subscribe({ ownerId: 'local' });
      await setImmediate();
      expect(events.hub.subscribers).toBe(1);
    });
  },
  'postgresql',
);

describeDatabases(
  'signing in while the keys of the issuer do not come',
  (database) => {
    test('takes no longer than a request may', async () => {
      const key = await issuerKey('ES256');
      const slow = createHttpServer((_request, response) => {
        setTimeout(() => response.end(JSON.stringify({ keys: [key.jwk] })), 2_000).unref();
      }).listen(0, '127.0.0.1');
      await once(slow, 'listening');
      const { port } = slow.address() as AddressInfo;
      const { ask } = await testServer(await database.open(), {
        ...variables,
        AUTH_JWKS_URL: `http://127.0.0.1:${port}/keys`,
      });
      const authorization = `Bearer ${await key.sign()}`;
      expect(await ask('{ __typename }', {}, { authorization })).toMatchObject({
        status: 503,
        errors: [{ extensions: { code: 'AUTHENTICATION_UNAVAILABLE' } }],
      });
      slow.close();
    });
  },
  'sqlite',
);
