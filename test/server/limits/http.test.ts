import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openOrm } from '../../../src/database/orm.ts';
import { createDatabase } from '../../support/templates.ts';
import { type TestServer, testServer } from '../server.ts';
import { rawSocket } from '../subscriptions/sockets.ts';

const ORIGIN = 'https://todo.example.com';
const JSON_TYPE = { 'content-type': 'application/json' };
const BODY = JSON.stringify({ query: '{ __typename }' });

let api: TestServer;
/** One that waits for nobody. */
let hasty: TestServer;

const portOf = ({ server }: TestServer) => (server.server.address() as AddressInfo).port;

beforeAll(async () => {
  const orm = await openOrm(await createDatabase('sqlite', 'migrated'));
  api = await testServer(orm, {
    BODY_MAX_BYTES: '1000',
    HEADERS_MAX_BYTES: '4096',
    CORS_ORIGINS: `${ORIGIN}, https://other.example.com`,
  });
  hasty = await testServer(orm, { RECEIVE_TIMEOUT_MS: '300' });
  for (const { server } of [api, hasty]) {
    await server.listen({ host: '127.0.0.1', port: 0 });
  }
});
afterAll(() => Promise.all([api.server.close(), hasty.server.close()]));

/** What the server says to what is written to it, until it closes the connection. */
async function answerTo(port: number, sent: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  const answer = text(socket);
  await once(socket, 'connect');
  socket.write(sent);
  return answer.catch(() => '');
}

const HEAD = 'POST /graphql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n';

describe('a request is refused', () => {
  test.each([
    ['whose body is longer than it may be', `${HEAD}Content-Length: 1001\r\n\r\n{`, 413, 'PAYLOAD_TOO_LARGE'],
    [
      'whose body turns out to be longer',
      `${HEAD}Transfer-Encoding: chunked\r\n\r\n3e9\r\n${' '.repeat(1001)}\r\n`,
      413,
      'PAYLOAD_TOO_LARGE',
    ],
    ['whose body is slow', `${HEAD}Content-Length: 100\r\n\r\n{`, 408, 'REQUEST_TIMEOUT'],
    ['whose headers are slow', HEAD, 408, 'REQUEST_TIMEOUT'],
    ['whose headers are long', `${HEAD}X-Long: ${'x'.repeat(5_000)}\r\n\r\n`, 431, 'HEADERS_TOO_LARGE'],
    ['that is none', 'Hello\r\n\r\n', 400, 'BAD_REQUEST'],
  ])('%s, and its connection is closed', async (_what, sent, status, code) => {
    const answer = await answerTo(portOf(status === 408 ? hasty : api), sent);
    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toMatch(/connection: close/i);
    const requestId = /^x-request-id: (\S+)/im.exec(answer)?.[1];
    expect(JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')))).toMatchObject({
      errors: [{ extensions: { code, requestId } }],
    });
    expect(requestId).toMatch(/^[\w-]{36}$/);
  });

  test('whose body is too long, and who is still sending it can read why', async () => {
    const body = 'x'.repeat(2 ** 23);
    const client = connect(portOf(api), '127.0.0.1').pause();
    const sent = Promise.withResolvers<void>();
    client.on('error', sent.reject);
    client.write(`${HEAD}Content-Length: ${body.length}\r\n\r\n${body}`, () => sent.resolve());
    await sent.promise;
    expect(await text(client)).toMatch(/^HTTP\/1.1 413 /);
  });

  test('whose body is compressed', async () => {
    const headers = { ...JSON_TYPE, 'content-encoding': 'gzip' };
    const { statusCode, body } = await api.server.inject({
      method: 'POST',
      url: '/graphql',
      headers,
      payload: gzipSync(BODY),
    });
    expect([statusCode, JSON.parse(body).errors[0].extensions.code]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
    expect(api.log.at(-1)).toMatchObject({ status: 415, codes: ['UNSUPPORTED_MEDIA_TYPE'] });
  });

  test('not whose body says that it is not compressed', async () => {
    const { statusCode } = await api.server.inject({
      method: 'POST',
      url: '/graphql',
      headers: { ...JSON_TYPE, 'content-encoding': 'Identity' },
      payload: BODY,
    });
    expect(statusCode).toBe(200);
  });
});

test('who does not read an answer is dropped', async () => {
  const { server } = await testServer(await openOrm(await createDatabase('sqlite', 'migrated')), {
    RECEIVE_TIMEOUT_MS: '200',
    REQUEST_TIMEOUT_MS: '200',
  });
  // More than the system keeps for either end.
  server.get('/large', (_request, reply) => reply.send('x'.repeat(2 ** 26)));
  await server.listen({ host: '127.0.0.1', port: 0 });
  const connected = once(server.server, 'connection');
  const client = connect((server.server.address() as AddressInfo).port, '127.0.0.1');
  client.on('error', () => {});
  client.pause();
  client.write('GET /large HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
  const [socket] = await connected;
  await once(socket, 'close');
  client.destroy();
  await server.close();
});

describe('a page of another site', () => {
  const preflight = (origin: string) =>
    api.server.inject({
      method: 'OPTIONS',
      url: '/graphql',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,content-type',
      },
    });
  const ask = (origin: string) =>
    api.server.inject({ method: 'POST', url: '/graphql', headers: { ...JSON_TYPE, origin }, payload: BODY });

  test('may ask where CORS_ORIGINS names its origin', async () => {
    const asked = await preflight(ORIGIN);
    expect(asked.statusCode).toBe(204);
    expect(asked.headers).toMatchObject({
      'access-control-allow-origin': ORIGIN,
      'access-control-allow-methods': 'GET, POST',
      'access-control-max-age': '86400',
    });
    // What clients of GraphQL send, and this API's own.
    expect(String(asked.headers['access-control-allow-headers']).split(', ')).toEqual(
      expect.arrayContaining([
        'authorization',
        'content-type',
        'x-request-id',
        'apollo-require-preflight',
        'x-apollo-operation-name',
        'x-todo-read-after',
      ]),
    );
    const answered = await ask(ORIGIN);
    expect(answered.headers).toMatchObject({
      'access-control-allow-origin': ORIGIN,
      'access-control-expose-headers':
        'x-request-id, ratelimit, ratelimit-policy, retry-after, x-todo-read-after',
      vary: expect.stringMatching(/origin/i),
    });
    expect(answered.headers).not.toHaveProperty('access-control-allow-credentials');
  });

  test('that asks for nothing in particular gets an answer with a code, too', async () => {
    const { statusCode, body } = await api.server.inject({
      method: 'OPTIONS',
      url: '/graphql',
      headers: { origin: ORIGIN },
    });
    expect([statusCode, body]).toEqual([204, '']);
  });

  test.each(['https://evil.example.com', `${ORIGIN}.evil.com`, 'http://todo.example.com', 'null'])(
    '%s may not where it does not',
    async (origin) => {
      for (const { headers } of [await preflight(origin), await ask(origin)]) {
        expect(headers).not.toHaveProperty('access-control-allow-origin');
      }
    },
  );

  test('may not where nothing is set', async () => {
    const { server } = await testServer(await openOrm(await createDatabase('sqlite', 'migrated')));
    const { headers } = await server.inject({
      method: 'POST',
      url: '/graphql',
      headers: { ...JSON_TYPE, origin: ORIGIN },
      payload: BODY,
    });
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  });

  test('gets a socket where CORS_ORIGINS names its origin', async () => {
    await rawSocket(`127.0.0.1:${portOf(api)}/graphql`, { origin: ORIGIN });
  });
});

test('a form of another site cannot ask: none of the types that it can send is taken', async () => {
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
    const { statusCode } = await api.server.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': type },
      payload: BODY,
    });
    expect([400, 415]).toContain(statusCode);
  }
});

test('answers are not taken for another type than they say', async () => {
  expect((await api.ask('{ __typename }')).headers['x-content-type-options']).toBe('nosniff');
});
