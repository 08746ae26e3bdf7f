import type { IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { parseConfig } from '../../../src/config.ts';
import { type Orm, openOrm } from '../../../src/database/orm.ts';
import { clientAddress } from '../../../src/server/limits/client-address.ts';
import { createDatabase } from '../../support/templates.ts';
import { until } from '../../support/until.ts';
import { hs256, SECRET } from '../authentication/tokens.ts';
import { testServer } from '../server.ts';
import { listening, rawSocket } from '../subscriptions/sockets.ts';

const AUTH = { AUTH_SECRET: SECRET };
let orm: Orm;
let ann = '';
let bob = '';

beforeAll(async () => {
  orm = await openOrm(await createDatabase('sqlite', 'migrated'));
  ann = `Bearer ${await hs256()}`;
  bob = `Bearer ${await hs256({ sub: 'bob' })}`;
});

describe('the address of a client', () => {
  const from = (remoteAddress: string, forwarded?: string, TRUST_PROXY?: string) =>
    clientAddress(
      { socket: { remoteAddress }, headers: { 'x-forwarded-for': forwarded } } as unknown as IncomingMessage,
      parseConfig({ TRUST_PROXY }).TRUST_PROXY,
    );

  test.each([
    ['10.0.0.1', undefined, undefined, '10.0.0.1'],
    ['::ffff:10.0.0.1', undefined, undefined, '10.0.0.1'],
    ['2001:db8:1:2:3:4:5:6', undefined, undefined, '2001:db8:1:2::/64'],
    ['2001:0db8:1:2::9', undefined, undefined, '2001:db8:1:2::/64'],
    ['fe80::1%eth0', undefined, undefined, 'fe80:0:0:0::/64'],
    ['::1', undefined, undefined, '0:0:0:0::/64'],
    // Anybody can write the header.
    ['9.9.9.9', '1.1.1.1', undefined, '9.9.9.9'],
    ['9.9.9.9', '1.1.1.1', '10.0.0.0/8', '9.9.9.9'],
    ['10.0.0.1', '6.6.6.6, 1.1.1.1', '10.0.0.0/8', '1.1.1.1'],
    ['10.0.0.1', '6.6.6.6, 1.1.1.1, 10.0.0.2', '10.0.0.0/8', '1.1.1.1'],
    ['10.0.0.1', '6.6.6.6, 1.1.1.1', '1', '1.1.1.1'],
    ['10.0.0.1', '6.6.6.6, 1.1.1.1', '0', '10.0.0.1'],
    ['10.0.0.1', 'nonsense', '1', '10.0.0.1'],
    ['fd00::1', '2001:db8::1', 'fd00::/8,10.0.0.1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', '1.1.1.1', 'fe80::/10', '1.1.1.1'],
  ])('%s with %s, trusting %s, is %s', (remote, forwarded, trusted, address) => {
    expect(from(remote, forwarded, trusted)).toBe(address);
  });

  test.each(['x', '10.0.0.0/33', '10.0.0.0/8/8', '10.0.0.1,', '-1'])(
    'TRUST_PROXY=%s is refused',
    (TRUST_PROXY) => {
      expect(() => parseConfig({ TRUST_PROXY })).toThrow('TRUST_PROXY');
    },
  );
});

describe('requests', () => {
  test('of a user are refused when there were too many, and others are served', async () => {
    const { ask, log } = await testServer(orm, { ...AUTH, RATE_LIMIT_PER_USER: '2' });
    const first = await ask('{ __typename }', {}, { authorization: ann });
    expect(first.headers).toMatchObject({
      'ratelimit-policy': '"address";q=6000;w=60, "user";q=2;w=60',
      ratelimit: expect.stringMatching(/^"address";r=5999;t=60, "user";r=1;t=60$/),
    });
    await ask('{ __typename }', {}, { authorization: ann });
    const third = await ask('{ __typename }', {}, { authorization: ann });
    expect(third).toMatchObject({ status: 429, errors: [{ extensions: { code: 'RATE_LIMITED' } }] });
    expect(log.at(-1)).toMatchObject({ status: 429, codes: ['RATE_LIMITED'] });
    expect(Number(third.headers['retry-after'])).toBeGreaterThan(0);
    expect((await ask('{ __typename }', {}, { authorization: bob })).status).toBe(200);
  });

  test('of an address are refused when there were too many, whoever sends them', async () => {
    const { ask } = await testServer(orm, { ...AUTH, RATE_LIMIT_PER_ADDRESS: '2', TRUST_PROXY: '1' });
    const from = (address: string, authorization: string) =>
      ask('{ __typename }', {}, { authorization, 'x-forwarded-for': address });
    await from('1.1.1.1', ann);
    await from('1.1.1.1', bob);
    expect((await from('1.1.1.1', ann)).status).toBe(429);
    expect((await from('2.2.2.2', ann)).status).toBe(200);
  });

  test('with a refused token count as ten', async () => {
    const { ask } = await testServer(orm, { ...AUTH, RATE_LIMIT_PER_ADDRESS: '11' });
    expect((await ask('{ __typename }', {}, { authorization: 'Bearer x' })).status).toBe(401);
    expect((await ask('{ __typename }', {}, { authorization: ann })).status).toBe(200);
    expect((await ask('{ __typename }', {}, { authorization: ann })).status).toBe(429);
  });

  test('count whatever they ask for, but for probes', async () => {
    const { server } = await testServer(orm, { ...AUTH, RATE_LIMIT_PER_ADDRESS: '1' });
    const status = async (url: string) => (await server.inject({ url })).statusCode;
    expect([await status('/nowhere'), await status('/schema.graphql'), await status('/nowhere')]).toEqual([
      404, 429, 429,
    ]);
    expect([await status('/livez'), await status('/readyz')]).toEqual([200, 200]);
  });

  test('that are refused for another reason count once', async () => {
    const { ask } = await testServer(orm, { ...AUTH, RATE_LIMIT_PER_ADDRESS: '2' });
    expect((await ask('{ nothing }', {}, { authorization: ann })).status).toBe(400);
    expect((await ask('{ __typename }', {}, { authorization: ann })).status).toBe(200);
  });

  test('of one person on their own machine are not counted', async () => {
    const { ask } = await testServer(orm, { RATE_LIMIT_PER_ADDRESS: '1', RATE_LIMIT_PER_USER: '1' });
    await ask('{ __typename }');
    const { status, headers } = await ask('{ __typename }');
    expect([status, headers.ratelimit]).toEqual([200, undefined]);
  });
});

describe('sockets', () => {
  const clients: Client[] = [];
  afterAll(() => Promise.all(clients.map((client) => client.dispose())));

  /** A client's first answer through a socket of its own, which stays open; or how the socket was closed. */
  function first(address: string, query = '{ __typename }', authorization = ann): Promise<unknown> {
    const client = createClient({
      url: `ws://${address}`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      lazy: false,
      onNonLazyError: () => {},
      connectionParams: { authorization },
    });
    clients.push(client);
    return client
      .iterate({ query })
      .next()
      .then(({ value }) => value)
      .catch((error: unknown) => error);
  }

  test('of a user are bounded', async () => {
    const { address } = await listening(orm, { variables: { ...AUTH, SOCKETS_MAX_PER_USER: '1' } });
    expect(await first(address)).toMatchObject({ data: { __typename: 'Query' } });
    expect(await first(address)).toMatchObject({ code: 4429 });
    expect(await first(address, undefined, bob)).toMatchObject({ data: { __typename: 'Query' } });
  });

  test('of an address are bounded', async () => {
    const { address } = await listening(orm, { variables: { ...AUTH, SOCKETS_MAX_PER_ADDRESS: '1' } });
    expect(await first(address)).toMatchObject({ data: { __typename: 'Query' } });
    expect(await first(address, undefined, bob)).not.toHaveProperty('data');
  });

  test('that are closed make room', async () => {
    const bounds = { SOCKETS_MAX_PER_USER: '2', SOCKETS_MAX_PER_ADDRESS: '2' };
    const { address } = await listening(orm, { variables: { ...AUTH, ...bounds } });
    const closeAll = () => Promise.all(clients.splice(0).map((client) => client.dispose()));
    for (let time = 0; time < 3; time++) {
      // The server hears a moment later that those of the time before were closed.
      await until(async () => {
        const opened = [await first(address), await first(address)];
        const areOpen = opened.every((answer) => Object.hasOwn(Object(answer), 'data'));
        if (!areOpen) {
          await closeAll();
        }
        return areOpen;
      });
      expect(await first(address)).not.toHaveProperty('data');
      await closeAll();
    }
  });

  test('that nobody believes count as ten requests', async () => {
    // The refused one ten, then a socket and an operation on it.
    const { address } = await listening(orm, { variables: { ...AUTH, RATE_LIMIT_PER_ADDRESS: '12' } });
    expect(await first(address, undefined, 'Bearer x')).toMatchObject({ code: 4401 });
    expect(await first(address)).toMatchObject({ data: { __typename: 'Query' } });
    expect(await first(address)).not.toHaveProperty('data');
  });

  test('count operations for their user', async () => {
    const { address } = await listening(orm, { variables: { ...AUTH, RATE_LIMIT_PER_USER: '1' } });
    expect(await first(address)).toMatchObject({ data: { __typename: 'Query' } });
    expect(await first(address)).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
  });

  test('count operations for their address, whoever sends them', async () => {
    const { address } = await listening(orm, { variables: { ...AUTH, RATE_LIMIT_PER_ADDRESS: '3' } });
    expect(await first(address)).toMatchObject({ data: { __typename: 'Query' } });
    // The third is the socket.
    expect(await first(address, undefined, bob)).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
  });

  test('with a refused token count as ten', async () => {
    const { address } = await listening(orm, { variables: { ...AUTH, RATE_LIMIT_PER_ADDRESS: '11' } });
    expect(await first(address, undefined, 'Bearer x')).toMatchObject({ code: 4401 });
    expect(await first(address)).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
    expect(await first(address)).toMatchObject({ message: expect.stringContaining('429') });
  });

  test('through which messages pour in are closed', async () => {
    const { address } = await listening(orm, { variables: { ...AUTH, RATE_LIMIT_PER_ADDRESS: '2' } });
    const client = await rawSocket(address);
    for (let sent = 0; sent < 7; sent++) {
      client.send({ type: 'ping' });
    }
    expect(await client.closed).toMatchObject({ code: 1013 });
  });
});
