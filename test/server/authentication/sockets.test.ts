import { expect, test } from '@jest/globals';
import { createClient } from 'graphql-ws';
import pino from 'pino';
import { WebSocket } from 'ws';
import { parseConfig } from '../../../src/config.ts';
import { createAuthenticator } from '../../../src/server/authentication/authenticator.ts';
import { describeDatabases } from '../../support/databases.ts';
import { until } from '../../support/until.ts';
import { listening, rawSocket } from '../subscriptions/sockets.ts';
import { hs256, issuerKey, now, SECRET, startIssuer } from './tokens.ts';

const VARIABLES = { AUTH_SECRET: SECRET, AUTH_CLOCK_SKEW_SECONDS: '0' };
const QUERY = { query: '{ todos { totalCount } }' };

describeDatabases('a socket', (database) => {
  test.each(['authorization', 'Authorization', 'AUTHORIZATION'])(
    'is whose the token in %s of connection_init says',
    async (key) => {
      const { address } = await listening(await database.open(), { variables: VARIABLES });
      const socket = await rawSocket(address);
      socket.send({ type: 'connection_init', payload: { [key]: `Bearer ${await hs256()}` } });
      await socket.next('connection_ack');
      socket.send({ type: 'subscribe', id: '1', payload: QUERY });
      expect((await socket.next('next')).payload).toMatchObject({ data: { todos: { totalCount: 0 } } });
    },
  );

  test.each<[string, object | undefined, RegExp]>([
    ['no payload', undefined, /^Say who you are/],
    ['no token', { other: 1 }, /^Say who you are/],
    ['a token that is no text', { authorization: { a: 1 } }, /none that can be read/],
    ['a forged token', { authorization: 'Bearer a.b.c' }, /^The token is not accepted here/],
  ])('%s: it is closed with 4401', async (_what, payload, reason) => {
    const { address } = await listening(await database.open(), { variables: VARIABLES });
    const socket = await rawSocket(address);
    socket.send({ type: 'connection_init', payload });
    expect(await socket.closed).toEqual({ code: 4401, reason: expect.stringMatching(reason) });
    expect(socket.messages).toEqual([]);
  });
});

test('a socket may be used for as long as its token is taken: until its exp, and the skew of clocks', async () => {
  const config = parseConfig({ AUTH_SECRET: SECRET, AUTH_CLOCK_SKEW_SECONDS: '20' });
  const authenticator = createAuthenticator(config, pino({ level: 'silent' }));
  const exp = now() + 60;
  const { expiresAt } = await authenticator.authenticate(`Bearer ${await hs256({ exp })}`);
  expect(expiresAt).toEqual(new Date((exp + 20) * 1000));
});

describeDatabases(
  'a client of graphql-ws',
  (database) => {
    test('that is refused does not try for ever', async () => {
      const { address } = await listening(await database.open(), { variables: VARIABLES });
      let attempts = 0;
      const client = createClient({
        url: `ws://${address}`,
        webSocketImpl: WebSocket,
        retryAttempts: Number.POSITIVE_INFINITY,
        connectionParams: async () => {
          attempts++;
          return { authorization: `Bearer ${await hs256({ exp: now() - 1 })}` };
        },
      });
      const results = client.iterate({ query: 'subscription { todoChanged { kind } }' });
      await expect(results.next()).rejects.toMatchObject({ code: 4401 });
      expect(attempts).toBe(1);
    });

    test('whose token expires comes back with a new one, and its subscription goes on', async () => {
      const { address } = await listening(await database.open(), { variables: VARIABLES });
      /** A client whose first token has so many seconds left, or one less; how its sockets were closed. */
      const connect = (left: number) => {
        const tokens = [left, 3600];
        const closed: CloseEvent[] = [];
        const client = createClient({
          url: `ws://${address}`,
          webSocketImpl: WebSocket,
          retryWait: async () => {},
          connectionParams: async () => ({
            authorization: `Bearer ${await hs256({ exp: now() + (tokens.shift() ?? 0) })}`,
          }),
          on: { closed: (event) => closed.push(event as CloseEvent) },
        });
        const first = client.iterate({ query: 'subscription { todoChanged { todo { title } } }' }).next();
        first.catch(() => {});
        return { client, first, closed };
      };
      let { client, first, closed } = connect(2);
      await until(() => closed.length > 0);
      // Where the machine is so busy that it had expired before it was read, another is given longer.
      for (let left = 4; closed[0]?.code === 4401 && left < 300; left *= 2) {
        ({ client, first, closed } = connect(left));
        await until(() => closed.length > 0);
      }
      expect(closed).toEqual([
        expect.objectContaining({
          code: 4403,
          reason: 'The token has expired. Connect again with a new one.',
        }),
      ]);
      const create = 'mutation { createTodo(input: { title: "after" }) { todo { id } } }';
      let heard = false;
      first.then(() => {
        heard = true;
      });
      await until(async () => {
        // Until the new subscription has begun.
        await fetch(`http://${address}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${await hs256()}` },
          body: JSON.stringify({ query: create }),
        });
        return heard;
      });
      expect((await first).value).toMatchObject({ data: { todoChanged: { todo: { title: 'after' } } } });
      await client.dispose();
    });

    test('whose token is valid for longer than a timer can wait stays', async () => {
      const { address } = await listening(await database.open(), { variables: VARIABLES });
      const socket = await rawSocket(address);
      const authorization = `Bearer ${await hs256({ exp: now() + 10 * 365 * 86_400 })}`;
      socket.send({ type: 'connection_init', payload: { authorization } });
      await socket.next('connection_ack');
      socket.send({ type: 'subscribe', id: '1', payload: QUERY });
      await socket.next('complete');
      socket.send({ type: 'ping' });
      await socket.next('pong');
    });

    test('comes back while the issuer does not answer', async () => {
      const key = await issuerKey('ES256', 'one');
      const issuer = await startIssuer(key.jwk);
      issuer.answer = { status: 500 };
      const { address } = await listening(await database.open(), {
        variables: { AUTH_JWKS_URL: issuer.url },
      });
      const socket = await rawSocket(address);
      socket.send({ type: 'connection_init', payload: { authorization: `Bearer ${await key.sign()}` } });
      expect(await socket.closed).toMatchObject({ code: 1013 });
    });
  },
  'sqlite',
);
