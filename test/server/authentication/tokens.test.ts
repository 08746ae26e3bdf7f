import { beforeAll, describe, expect, test } from '@jest/globals';
import type { JWTPayload } from 'jose';
import { openOrm } from '../../../src/database/orm.ts';
import { createDatabase } from '../../support/templates.ts';
import { type Answer, type TestServer, testServer } from '../server.ts';
import { issuerKey, now, part, SECRET, hs256 as signed } from './tokens.ts';

/** As long as HS512 needs it. */
const LONG_SECRET = SECRET.repeat(2);
const hs256 = (claims: JWTPayload = {}, secret = LONG_SECRET, alg = 'HS256') => signed(claims, secret, alg);

const QUERY = '{ todos { totalCount } }';

let api: TestServer;

beforeAll(async () => {
  api = await testServer(await openOrm(await createDatabase('sqlite', 'migrated')), {
    AUTH_SECRET: LONG_SECRET,
    AUTH_ISSUER: 'https://id.example',
    AUTH_AUDIENCE: 'todo',
    AUTH_CLOCK_SKEW_SECONDS: '300',
    NODE_ENV: 'production',
    HOST: '0.0.0.0',
  });
});

const RIGHT = { iss: 'https://id.example', aud: 'todo' };

/** Claims of which a token has so many bytes. */
function longest(bytes: number): JWTPayload {
  const claims = (length: number) => ({ ...RIGHT, sub: 'ann', exp: now() + 3600, x: 'x'.repeat(length) });
  const size = (length: number) => part({ alg: 'HS256' }).length + part(claims(length)).length + 45;
  let length = 0;
  while (size(length) < bytes) {
    length++;
  }
  return claims(length);
}

function askWith(authorization: string | undefined): Promise<Answer> {
  return api.ask(QUERY, {}, authorization === undefined ? {} : { authorization });
}

describe('served', () => {
  test.each<[string, () => JWTPayload, string]>([
    ['a token that is right', () => RIGHT, 'Bearer'],
    ['the scheme in another case', () => RIGHT, 'bEARER'],
    ['an audience among others', () => ({ ...RIGHT, aud: ['other', 'todo'] }), 'Bearer'],
    ['one that expired within the skew', () => ({ ...RIGHT, exp: now() - 10 }), 'Bearer'],
    ['one that begins within the skew', () => ({ ...RIGHT, nbf: now() + 200 }), 'Bearer'],
    ['a subject of 255 code points', () => ({ ...RIGHT, sub: '😀'.repeat(255) }), 'Bearer'],
    ['one of 8 KiB', () => longest(8_192), 'Bearer'],
  ])('%s', async (_what, claims, scheme) => {
    const answer = await askWith(`${scheme} ${await hs256(claims())}`);
    expect([answer.status, answer.data]).toEqual([200, { todos: { totalCount: 0 } }]);
  });
});

describe('UNAUTHENTICATED, with status 401 and a challenge', () => {
  const payload = { ...RIGHT, sub: 'ann', exp: now() + 3600 };
  const unsigned = (header: object) => `${part(header)}.${part(payload)}.`;
  test.each<[string, () => string | undefined | Promise<string>]>([
    ['no authorization', () => undefined],
    ['an empty one', () => ''],
    ['another scheme', () => `Basic ${btoa('ann:secret')}`],
    ['a scheme without a token', () => 'Bearer'],
    ['a token that is none', () => 'Bearer nonsense'],
    ['a right one, with something behind it', async () => `Bearer ${await hs256(RIGHT)} x`],
    ['characters that no token has', () => 'Bearer a.b.c;d'],
    ['parts that are no JSON', () => 'Bearer YQ.YQ.YQ'],
    ['alg none', () => `Bearer ${unsigned({ alg: 'none' })}`],
    ['alg None with a signature', () => `Bearer ${unsigned({ alg: 'None' })}YQ`],
    ['no alg', () => `Bearer ${unsigned({})}YQ`],
    ['alg that is no text', () => `Bearer ${unsigned({ alg: ['HS256'] })}YQ`],
    ['a header that must be understood', () => `Bearer ${unsigned({ alg: 'HS256', crit: ['x'], x: 1 })}YQ`],
    ['HS512, by the same secret', async () => `Bearer ${await hs256(RIGHT, LONG_SECRET, 'HS512')}`],
    ['RS256', async () => `Bearer ${await (await issuerKey('RS256')).sign(RIGHT)}`],
    ['another secret', async () => `Bearer ${await hs256(RIGHT, LONG_SECRET.replace('a', 'b'))}`],
    ['an expired one', async () => `Bearer ${await hs256({ ...RIGHT, exp: now() - 600 })}`],
    ['one without exp', async () => `Bearer ${await hs256({ ...RIGHT, exp: undefined })}`],
    [
      'an exp that is no number',
      async () => `Bearer ${await hs256({ ...RIGHT, exp: '9999999999' as never })}`,
    ],
    ['one that is not valid yet', async () => `Bearer ${await hs256({ ...RIGHT, nbf: now() + 600 })}`],
    ['another audience', async () => `Bearer ${await hs256({ ...RIGHT, aud: 'other' })}`],
    ['no audience', async () => `Bearer ${await hs256({ ...RIGHT, aud: undefined })}`],
    ['another issuer', async () => `Bearer ${await hs256({ ...RIGHT, iss: 'https://id.example/' })}`],
    ['no subject', async () => `Bearer ${await hs256({ ...RIGHT, sub: undefined })}`],
    ['an empty subject', async () => `Bearer ${await hs256({ ...RIGHT, sub: '' })}`],
    ['a subject that is no text', async () => `Bearer ${await hs256({ ...RIGHT, sub: { a: 1 } as never })}`],
    ['a subject of 256 code points', async () => `Bearer ${await hs256({ ...RIGHT, sub: 'a'.repeat(256) })}`],
    ['a subject that no database stores', async () => `Bearer ${await hs256({ ...RIGHT, sub: 'a\0' })}`],
    ['the subject "local"', async () => `Bearer ${await hs256({ ...RIGHT, sub: 'local' })}`],
    ['one of more than 8 KiB', async () => `Bearer ${await hs256(longest(8_193))}`],
    ['a cut one', async () => `Bearer ${(await hs256(RIGHT)).slice(0, -2)}`],
  ])('%s', async (_what, authorization) => {
    api.log.length = 0;
    const sent = await authorization();
    const answer = await askWith(sent);
    expect(answer).toMatchObject({
      status: 401,
      headers: { 'www-authenticate': sent ? 'Bearer error="invalid_token"' : 'Bearer' },
      errors: [{ extensions: { code: 'UNAUTHENTICATED', requestId: answer.headers['x-request-id'] } }],
    });
    expect(answer.data).toBeUndefined();
    const message = answer.errors?.[0]?.message ?? '';
    // As the reason of a closed socket it must fit into 123 bytes.
    expect(message).toMatch(/^[A-Z].{20,120}\.$/);
    const log = JSON.stringify(api.log);
    expect(api.log.filter(({ level }) => Number(level) >= 40)).toEqual([]);
    expect(api.log.at(-1)).toMatchObject({ msg: 'Request', status: 401, codes: ['UNAUTHENTICATED'] });
    for (const secret of [SECRET, ...(sent?.split(/[ .]/) ?? [])].filter((text) => text.length > 12)) {
      expect(log + JSON.stringify(answer)).not.toContain(secret);
    }
  });

  test('who is refused costs no look at the body', async () => {
    const answer = await api.server.inject({
      method: 'POST',
      url: '/graphql',
      headers: { 'content-type': 'application/json' },
      payload: '{ no JSON',
    });
    expect([answer.statusCode, answer.json().errors[0].extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
  });

  test.each([
    ['an expired one', { exp: now() - 600 }, { reason: 'ERR_JWT_EXPIRED', claim: 'exp' }],
    ['another audience', { aud: 'other' }, { reason: 'ERR_JWT_CLAIM_VALIDATION_FAILED', claim: 'aud' }],
  ])('the log says why: %s', async (_what, claims, reason) => {
    api.log.length = 0;
    await askWith(`Bearer ${await hs256({ ...RIGHT, ...claims })}`);
    expect(api.log[0]).toMatchObject({ level: 30, msg: 'A token was refused', ...reason });
  });

  test('an expired token says so, that a client gets another', async () => {
    const { errors } = await askWith(`Bearer ${await hs256({ ...RIGHT, exp: now() - 600 })}`);
    expect(errors?.[0]?.message).toBe('The token has expired. Get a new one, and send the request again.');
  });
});

test('what needs no data needs no token: probes, and what a browser asks before it sends one', async () => {
  const statusOf = async (method: 'GET' | 'OPTIONS', url: string) =>
    (await api.server.inject({ method, url })).statusCode;
  expect([await statusOf('GET', '/livez'), await statusOf('GET', '/readyz')]).toEqual([200, 200]);
  expect(await statusOf('OPTIONS', '/graphql')).not.toBe(401);
});
