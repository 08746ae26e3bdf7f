import { beforeAll, describe, expect, test } from '@jest/globals';
import pino from 'pino';
import { WebSocket } from 'ws';
import { parseConfig } from '../../../src/config.ts';
import { openOrm } from '../../../src/database/orm.ts';
import { createAuthenticator } from '../../../src/server/authentication/authenticator.ts';
import { isRebound } from '../../../src/server/authentication/single-user.ts';
import { createDatabase } from '../../support/templates.ts';
import { type TestServer, testServer } from '../server.ts';
import { listening } from '../subscriptions/sockets.ts';
import { SECRET } from './tokens.ts';

describe('without authentication', () => {
  const log = pino({ level: 'silent' });
  const start = (env: NodeJS.ProcessEnv) => createAuthenticator(parseConfig(env), log);

  test.each(['127.0.0.1', '127.1.2.3', '::1', '::ffff:127.0.0.1', 'localhost', 'LOCALHOST'])(
    'HOST=%s is for one person on their own machine',
    (HOST) => {
      expect(start({ HOST }).isSingleUser).toBe(true);
    },
  );

  test.each([
    '0.0.0.0',
    '::',
    '192.168.1.7',
    '126.0.0.1',
    '128.0.0.1',
    '::ffff:10.0.0.1',
    'localhost.example',
    'evillocalhost',
    'example',
  ])('HOST=%s is refused, unless there is a secret or an issuer', (HOST) => {
    expect(() => start({ HOST })).toThrow(
      `HOST is ${HOST}, where others may reach the API, and nobody has to say who they are: set AUTH_JWKS_URL or AUTH_SECRET, or HOST=127.0.0.1.`,
    );
    expect(start({ HOST, AUTH_SECRET: SECRET }).isSingleUser).toBe(false);
    expect(start({ HOST, AUTH_JWKS_URL: 'https://id.example/keys' }).isSingleUser).toBe(false);
  });

  test('production is refused on any address', () => {
    expect(() => start({ NODE_ENV: 'production' })).toThrow(
      'With NODE_ENV=production everybody has to say who they are: set AUTH_JWKS_URL or AUTH_SECRET, or leave NODE_ENV out on your own machine.',
    );
  });
});

describe('a page of another site whose name leads to this machine (DNS rebinding)', () => {
  let api: TestServer;
  beforeAll(async () => {
    api = await testServer(await openOrm(await createDatabase('sqlite', 'migrated')));
  });
  const statusFor = async (host: string, url = '/graphql?query={__typename}') =>
    (await api.server.inject({ url, headers: { host, 'apollo-require-preflight': '1' } })).statusCode;

  test.each(['localhost', 'localhost:4000', '127.0.0.1:4000', '[::1]:4000', 'todo.localhost:4000'])(
    '%s is a name of this machine',
    async (host) => {
      expect(await statusFor(host)).toBe(200);
    },
  );

  test.each([
    'evil.example',
    'evil.example:4000',
    'localhost.evil.example',
    'evillocalhost',
    'localhost:evil.example',
    '192.168.1.7:4000',
    '%%%',
  ])('%j is not, at any address', async (host) => {
    expect(await statusFor(host)).toBe(403);
    expect(await statusFor(host, '/schema.graphql')).toBe(403);
  });

  test('a program that sends no name is none', () => {
    expect(isRebound(undefined)).toBe(false);
  });

  test('it is told what to do', async () => {
    const answer = await api.server.inject({ url: '/graphql', headers: { host: 'evil.example' } });
    expect(answer.json()).toEqual({
      errors: [
        {
          message:
            'Without authentication the API is for this machine only: ask for it as localhost or 127.0.0.1, or set AUTH_SECRET.',
          extensions: { code: 'FORBIDDEN_HOST', requestId: answer.headers['x-request-id'] },
        },
      ],
    });
  });

  test('with authentication any name will do', async () => {
    const orm = await openOrm(await createDatabase('sqlite', 'migrated'));
    const { server } = await testServer(orm, { AUTH_SECRET: SECRET });
    expect((await server.inject({ url: '/graphql', headers: { host: 'todo.example' } })).statusCode).toBe(
      401,
    );
  });

  test('gets no socket', async () => {
    const { address } = await listening(await openOrm(await createDatabase('sqlite', 'migrated')));
    const statusWith = (host: string) =>
      new Promise((resolve) => {
        const headers = { host, origin: `http://${host}` };
        const socket = new WebSocket(`ws://${address}`, 'graphql-transport-ws', { headers });
        socket.on('unexpected-response', (_request, response) => resolve(response.statusCode));
        socket.on('open', () => {
          socket.terminate();
          resolve('open');
        });
        socket.on('error', () => {});
      });
    expect(await statusWith('localhost:4000')).toBe('open');
    expect(await statusWith('evil.example')).toBe(403);
  });
});
