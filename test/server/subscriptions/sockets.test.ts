import { once } from 'node:events';
import { request } from 'node:http';
import { connect as connectTcp } from 'node:net';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Orm, openOrm } from '../../../src/database/orm.ts';
import { LOCAL_OWNER } from '../../../src/entities/owner.ts';
import {
  EventsMissedError,
  EventsUnavailableError,
  SlowSubscriberError,
} from '../../../src/events/errors.ts';
import { sampleEvent } from '../../events/sample-events.ts';
import { createDatabase } from '../../support/templates.ts';
import { until } from '../../support/until.ts';
import { connect, listening, rawSocket, type SocketServer } from './sockets.ts';

const CHANGES = 'subscription { todoChanged { kind todo { title description } } }';
const KEY = 'dGhlIHNhbXBsZSBub25jZQ==';

let orm: Orm;
let api: SocketServer;

beforeAll(async () => {
  orm = await openOrm(await createDatabase('sqlite', 'migrated'));
  api = await listening(orm);
});

/** Asks for a socket; gives what comes back where there is none. */
async function refusedUpgrade(headers: Record<string, string>, path = '/graphql', { address } = api) {
  const [host = '', port] = address.replace('/graphql', '').split(':');
  const asked = request({
    host,
    port,
    path,
    headers: {
      connection: 'upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': KEY,
      'sec-websocket-protocol': 'graphql-transport-ws',
      ...headers,
    },
  });
  asked.end();
  const [response] = await Promise.race([
    once(asked, 'response'),
    once(asked, 'upgrade').then(([{ statusCode }, socket]) => {
      socket.destroy();
      return [{ statusCode, [Symbol.asyncIterator]: async function* () {} }];
    }),
  ]);
  let body = '';
  for await (const chunk of response) {
    body += chunk;
  }
  return { status: response.statusCode, code: body && JSON.parse(body).errors?.[0].extensions.code };
}

/** A raw socket that has been acknowledged. */
async function acknowledged({ address } = api) {
  const socket = await rawSocket(address);
  socket.send({ type: 'connection_init' });
  await socket.next('connection_ack');
  return socket;
}

const subscribe = (id: string, query = CHANGES) => ({ id, type: 'subscribe', payload: { query } });

describe('a request for a socket', () => {
  test('gets one at /graphql', async () => {
    expect(await refusedUpgrade({})).toEqual({ status: 101, code: '' });
  });

  test.each([
    ['elsewhere', {}, '/other', 404, 'NOT_FOUND'],
    ['of another subprotocol', { 'sec-websocket-protocol': 'graphql-ws' }, '/graphql', 400, 'BAD_REQUEST'],
    ['from a page of another origin', { origin: 'https://evil.example' }, '/graphql', 403, 'FORBIDDEN'],
    ['from a page without an origin', { origin: 'null' }, '/graphql', 403, 'FORBIDDEN'],
  ])('%s is refused with a code', async (_what, headers, path, status, code) => {
    expect(await refusedUpgrade(headers, path)).toEqual({ status, code });
  });

  test('from a page of its own origin gets one, also behind a proxy', async () => {
    const host = api.address.replace('/graphql', '');
    expect(await refusedUpgrade({ origin: `http://${host}` })).toMatchObject({ status: 101 });
    const proxied = { origin: 'https://todo.example', 'x-forwarded-host': 'todo.example' };
    expect(await refusedUpgrade(proxied)).toMatchObject({ status: 101 });
  });

  test('one too many is refused', async () => {
    const small = await listening(orm, { limits: { connections: 1 } });
    await acknowledged(small);
    expect(await refusedUpgrade({}, '/graphql', small)).toEqual({
      status: 503,
      code: 'TOO_MANY_CONNECTIONS',
    });
  });

  test('a client that offers HTTP/2 in the clear is answered over HTTP/1.1', async () => {
    const response = await new Promise<string>((resolve) => {
      const [host = '', port] = api.address.replace('/graphql', '').split(':');
      const socket = connectTcp(Number(port), host, () =>
        socket.write(
          'GET /livez HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\n\r\n',
        ),
      );
      socket.once('data', (data) => {
        socket.destroy();
        resolve(String(data));
      });
    });
    expect(response).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe('a socket', () => {
  test.each([
    ['text that is no JSON', 'garbage', 4400],
    ['a message of no type', '{}', 4400],
    ['a type that nobody knows', '{"type":"next"}', 4400],
    ['a subscription before connection_init', JSON.stringify(subscribe('1')), 4401],
    ['a message that is too long', 'x'.repeat(100 * 1024 + 1), 1009],
  ])('that sends %s is closed with a code', async (_what, message, code) => {
    const socket = await rawSocket(api.address);
    socket.send(message);
    expect((await socket.closed).code).toBe(code);
  });

  test('that sends what is no frame is closed, and the server goes on', async () => {
    const { socket, closed } = await rawSocket(api.address);
    Reflect.get(socket, '_socket').write(Buffer.from([0xff, 0xff, 0xff, 0xff]));
    expect((await closed).code).toBe(1002);
    await acknowledged();
  });

  test('that says nothing is closed', async () => {
    const { address } = await listening(orm, { limits: { initTimeoutMs: 20 } });
    expect((await (await rawSocket(address)).closed).code).toBe(4408);
  });

  test('whose other end gives no sign of life is dropped', async () => {
    const { address } = await listening(orm, { limits: { pingMs: 1_000 } });
    const alive = await rawSocket(address);
    const dead = await rawSocket(address, { autoPong: false });
    expect((await dead.closed).code).toBe(1006);
    expect(alive.socket.readyState).toBe(alive.socket.OPEN);
  });

  test('has a bounded number of operations at a time', async () => {
    const server = await listening(orm, { limits: { operations: 2 } });
    const socket = await acknowledged(server);
    socket.send(subscribe('1'));
    socket.send(subscribe('2'));
    await until(() => server.events.hub.subscribers === 2);
    socket.send(subscribe('3'));
    expect(await socket.next('error')).toMatchObject({
      id: '3',
      payload: [{ extensions: { code: 'TOO_MANY_OPERATIONS' } }],
    });
    socket.send({ id: '1', type: 'complete' });
    await until(() => server.events.hub.subscribers === 1);
    socket.send(subscribe('3'));
    await until(() => server.events.hub.subscribers === 2);
  });

  test.each([
    ['what is no GraphQL', 'subscription {', 'GRAPHQL_PARSE_FAILED'],
    ['a field that does not exist', '{ nothing }', 'GRAPHQL_VALIDATION_FAILED'],
    [
      'two operations and no name',
      'query A { __typename } query B { __typename }',
      'OPERATION_RESOLUTION_FAILURE',
    ],
  ])('that asks for %s gets an error with the code of HTTP', async (_what, query, code) => {
    const socket = await acknowledged();
    socket.send(subscribe('1', query));
    const { payload } = await socket.next('error');
    const extensions = { code, requestId: expect.stringMatching(/^[\w-]{36}\.1$/) };
    expect(payload).toEqual([expect.objectContaining({ extensions })]);
    const response = await fetch(`http://${api.address}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    expect(await response.json()).toEqual({
      errors: [{ ...payload[0], extensions: { ...payload[0].extensions, requestId: expect.any(String) } }],
    });
  });

  test('tells the schema and near misses only where HTTP does', async () => {
    const { address } = await listening(orm, { variables: { EXPLORER: 'false' } });
    const { run } = connect(address);
    await expect(run('{ __schema { queryType { name } } }').next()).rejects.toContainEqual(
      expect.objectContaining({ message: expect.stringContaining('introspection has been disabled') }),
    );
    await expect(run('{ todoos { totalCount } }').next()).rejects.not.toMatchObject([
      { message: expect.stringContaining('Did you mean') },
    ]);
    await expect(connect(api.address).run('{ todoos { totalCount } }').next()).rejects.toMatchObject([
      { message: expect.stringContaining('Did you mean') },
    ]);
  });
});

describe('a subscriber', () => {
  test('that does not read is closed with 4410 while others go on, and what waited for it is freed', async () => {
    const { address, events } = await listening(orm, { queued: 50 });
    const slow = await acknowledged({ ...api, address });
    slow.send(subscribe('1'));
    await until(() => events.hub.subscribers === 1);
    slow.socket.pause();
    const quick = connect(address).run(CHANGES);
    let next = quick.next();
    await until(() => events.hub.subscribers === 2);

    const event = sampleEvent({ ownerId: LOCAL_OWNER, todo: { description: 'x'.repeat(50_000) } });
    let most = 0;
    for (let sent = 1; events.hub.subscribers === 2; sent++) {
      expect(sent).toBeLessThan(5_000);
      events.hub.publish(event);
      await next;
      next = quick.next();
      most = Math.max(most, events.hub.waiting);
    }
    expect([most, events.hub.waiting, events.hub.subscribers]).toEqual([50, 0, 1]);
    slow.socket.resume();
    expect(await slow.closed).toEqual({
      code: 4410,
      reason: 'Too slow: more than 50 changes waited. Subscribe again and read anew.',
    });
    events.hub.publish(event);
    expect((await next).value.data?.todoChanged).toMatchObject({ kind: 'UPDATED' });
  });

  test('on whose socket too much waits to be sent is closed with 4410', async () => {
    const { address, events } = await listening(orm, { limits: { bufferedBytes: 1_000 } });
    const slow = await acknowledged({ ...api, address });
    slow.send(subscribe('1'));
    slow.send(subscribe('2'));
    await until(() => events.hub.subscribers === 2);
    slow.socket.pause();
    const event = sampleEvent({ ownerId: LOCAL_OWNER, todo: { description: 'x'.repeat(50_000) } });
    await until(() => {
      events.hub.publish(event);
      return events.hub.waiting > 0;
    });
    slow.socket.resume();
    expect(await slow.closed).toEqual({
      code: 4410,
      reason: 'Too slow: too much waited to be sent. Connect again and read anew.',
    });
  });

  test('is closed with 1012 where events were missed, so that its client comes back', async () => {
    const { address, events } = await listening(orm);
    const client = connect(address);
    const failed = client.run(CHANGES).next();
    failed.catch(() => {});
    await until(() => !events.hub.isIdle);
    events.hub.end(new EventsMissedError());
    expect(await client.closed).toMatchObject({ code: 1012 });
    await expect(failed).rejects.toMatchObject({ code: 1012 });
  });
});

describe('a client', () => {
  test.each([
    ['was too slow', new SlowSubscriberError(1)],
    ['may have missed events', new EventsMissedError()],
    ['found no events', new EventsUnavailableError()],
  ])('that %s comes back by itself, and goes on', async (_what, error) => {
    const { address, events } = await listening(orm);
    const next = connect(address, 1).run(CHANGES).next();
    await until(() => !events.hub.isIdle);
    events.hub.end(error);
    await until(() => !events.hub.isIdle);
    events.hub.publish(sampleEvent({ ownerId: LOCAL_OWNER }));
    expect((await next).value.data?.todoChanged).toMatchObject({ kind: 'UPDATED' });
  });
});

test('a subscription over HTTP is refused, and told where to go', async () => {
  const response = await fetch(`http://${api.address}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: CHANGES }),
  });
  expect([response.status, await response.json()]).toEqual([
    400,
    {
      errors: [
        {
          message: 'Subscriptions come over a WebSocket at this address: subprotocol graphql-transport-ws.',
          extensions: { code: 'BAD_REQUEST', requestId: expect.any(String) },
        },
      ],
    },
  ]);
});

describe('a server that closes', () => {
  test('closes sockets with 1012, and takes no new one', async () => {
    const { server, address, events } = await listening(orm);
    const socket = await acknowledged({ ...api, address });
    socket.send(subscribe('1'));
    await until(() => !events.hub.isIdle);
    const closed = server.close();
    expect(await socket.closed).toEqual({
      code: 1012,
      reason: 'The server is shutting down. Connect again and read anew.',
    });
    await closed;
    await until(() => events.hub.isIdle);
  });

  test('answers the mutations that are under way first', async () => {
    const { server, address } = await listening(orm);
    const socket = await acknowledged({ ...api, address });
    const release = Promise.withResolvers<void>();
    // SQLite has one connection: the mutation waits for it.
    const holding = orm.em.fork().transactional(() => release.promise);
    socket.send(subscribe('1', 'mutation { createTodo(input: { title: "Last" }) { todo { title } } }'));
    socket.send({ type: 'ping' });
    await socket.next('pong');
    const closed = server.close();
    socket.send(subscribe('2'));
    expect(await socket.next('error')).toMatchObject({
      id: '2',
      payload: [{ extensions: { code: 'SHUTTING_DOWN' } }],
    });
    release.resolve();
    await holding;
    expect(await socket.next('next')).toMatchObject({
      id: '1',
      payload: { data: { createTodo: { todo: { title: 'Last' } } } },
    });
    await socket.next('complete');
    expect((await socket.closed).code).toBe(1012);
    await closed;
  });

  test('drops sockets that do not answer', async () => {
    const { server, address } = await listening(orm, { limits: { closeTimeoutMs: 50 } });
    const socket = await acknowledged({ ...api, address });
    socket.socket.pause();
    await server.close();
    socket.socket.resume();
    await socket.closed;
  });
});
