import { beforeEach, describe, expect, test } from '@jest/globals';
import { exportSPKI, importJWK, SignJWT } from 'jose';
import pino from 'pino';
import { parseConfig } from '../../../src/config.ts';
import { openOrm } from '../../../src/database/orm.ts';
import {
  type Authenticator,
  type AuthenticatorOptions,
  createAuthenticator,
} from '../../../src/server/authentication/authenticator.ts';
import type { AuthenticationError } from '../../../src/server/authentication/errors.ts';
import { PATIENCE_MS } from '../../support/patience.ts';
import { createDatabase } from '../../support/templates.ts';
import { until } from '../../support/until.ts';
import { testServer } from '../server.ts';
import { listening } from '../subscriptions/sockets.ts';
import { hs256, type Issuer, issuerKey, now, SECRET, startIssuer } from './tokens.ts';

const lines: Record<string, unknown>[] = [];
const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
beforeEach(() => {
  lines.length = 0;
});
/** Nothing rests, so that no test waits. */
const EAGER = { cooldownMs: 0, failureMs: 0, timeoutMs: PATIENCE_MS };
/** What rests does so for longer than a test takes. */
const RESTING = { cooldownMs: PATIENCE_MS, failureMs: PATIENCE_MS, timeoutMs: PATIENCE_MS };

function over(issuer: Issuer, options: AuthenticatorOptions = EAGER): Authenticator {
  const config = parseConfig({ AUTH_JWKS_URL: issuer.url, NODE_ENV: 'production', HOST: '0.0.0.0' });
  return createAuthenticator(config, log, options);
}

/** The id of the viewer that `token` names, or the code with which it is refused. */
async function outcome(authenticator: Authenticator, token: string): Promise<string> {
  return authenticator.authenticate(`Bearer ${token}`).then(
    ({ id }) => id,
    ({ code, status }: AuthenticationError) => `${status} ${code}`,
  );
}

const REFUSED = '401 UNAUTHENTICATED';
const UNAVAILABLE = '503 AUTHENTICATION_UNAVAILABLE';

describe('the keys of AUTH_JWKS_URL', () => {
  test.each(['RS256', 'ES256', 'EdDSA'])('%s is accepted', async (alg) => {
    const key = await issuerKey(alg, 'one');
    expect(await outcome(over(await startIssuer(key.jwk)), await key.sign())).toBe('ann');
  });

  test.each(['RS384', 'PS256', 'ES384'])('%s is not, though the key is there', async (alg) => {
    const key = await issuerKey(alg, 'one');
    const { alg: _alg, ...jwk } = key.jwk;
    expect(await outcome(over(await startIssuer(jwk)), await key.sign())).toBe(REFUSED);
  });

  test('a token signed with the public key as the secret of HS256 is refused', async () => {
    const key = await issuerKey('RS256', 'one');
    const authenticator = over(await startIssuer(key.jwk));
    const publicKey = await importJWK({ ...key.jwk, ext: true }, 'RS256', { extractable: true });
    const forged = await new SignJWT({ sub: 'ann', exp: now() + 3600 })
      .setProtectedHeader({ alg: 'HS256', kid: 'one' })
      .sign(new TextEncoder().encode(await exportSPKI(publicKey as never)));
    expect(await outcome(authenticator, forged)).toBe(REFUSED);
  });

  test('a key of another with the same name is refused, and a secret is', async () => {
    const [key, other] = [await issuerKey('ES256', 'one'), await issuerKey('ES256', 'one')];
    const authenticator = over(await startIssuer(key.jwk));
    expect(await outcome(authenticator, await other.sign())).toBe(REFUSED);
    expect(await outcome(authenticator, await hs256())).toBe(REFUSED);
  });

  test('a token that does not name its key is tried with each', async () => {
    const keys = [await issuerKey('ES256'), await issuerKey('ES256')];
    const authenticator = over(await startIssuer(...keys.map(({ jwk }) => jwk)));
    expect(await outcome(authenticator, (await keys[1]?.sign()) ?? '')).toBe('ann');
    expect(await outcome(authenticator, await (await issuerKey('ES256')).sign())).toBe(REFUSED);
  });

  test('one that does not name its key is told that it has expired', async () => {
    const keys = [await issuerKey('ES256'), await issuerKey('ES256')];
    const authenticator = over(await startIssuer(...keys.map(({ jwk }) => jwk)));
    const expired = await keys[1]?.sign({ exp: now() - 60 });
    await expect(authenticator.authenticate(`Bearer ${expired}`)).rejects.toThrow(/^The token has expired\./);
  });

  test('are asked for before the first token comes', async () => {
    const issuer = await startIssuer((await issuerKey('ES256', 'one')).jwk);
    const orm = await openOrm(await createDatabase('sqlite', 'migrated'));
    await listening(orm, { variables: { AUTH_JWKS_URL: issuer.url } });
    await until(() => issuer.asked === 1);
  });

  test('are taken for tokens of any audience where AUTH_AUDIENCE is not set, and the log warns of it', async () => {
    const issuer = await startIssuer((await issuerKey('ES256', 'one')).jwk);
    const warnings = (variables: NodeJS.ProcessEnv) => {
      lines.length = 0;
      createAuthenticator(parseConfig(variables), log);
      return lines.map(({ msg }) => msg);
    };
    expect(warnings({ AUTH_JWKS_URL: issuer.url })).toEqual([
      'AUTH_AUDIENCE is not set: tokens that the issuer gave out for other applications are taken here, too.',
    ]);
    expect(warnings({ AUTH_JWKS_URL: issuer.url, AUTH_AUDIENCE: 'todo' })).toEqual([]);
    expect(warnings({ AUTH_SECRET: SECRET })).toEqual([]);
  });

  test('are asked for once, however many tokens come', async () => {
    const key = await issuerKey('EdDSA', 'one');
    const issuer = await startIssuer(key.jwk);
    const authenticator = over(issuer, RESTING);
    const token = await key.sign();
    await Promise.all(Array.from({ length: 20 }, () => outcome(authenticator, token)));
    expect(await outcome(authenticator, await key.sign({ sub: 'bob' }))).toBe('bob');
    expect(issuer.asked).toBe(1);
  });

  test('a key that is new works at once, one that is withdrawn no more', async () => {
    const [old, young] = [await issuerKey('ES256', 'old'), await issuerKey('ES256', 'young')];
    const issuer = await startIssuer(old.jwk);
    const authenticator = over(issuer);
    const token = await old.sign();
    expect(await outcome(authenticator, token)).toBe('ann');
    issuer.keys = [young.jwk];
    expect(await outcome(authenticator, await young.sign({ sub: 'bob' }))).toBe('bob');
    expect(await outcome(authenticator, token)).toBe(REFUSED);
  });

  test('a token that is just being verified when its key is withdrawn is verified anew', async () => {
    const [old, young] = [await issuerKey('ES256', 'old'), await issuerKey('ES256', 'young')];
    const issuer = await startIssuer(old.jwk);
    const authenticator = over(issuer);
    await authenticator.warmUp();
    const token = await old.sign();
    issuer.keys = [young.jwk];
    await Promise.all([outcome(authenticator, token), outcome(authenticator, await young.sign())]);
    expect(await outcome(authenticator, token)).toBe(REFUSED);
  });

  test('are looked at again after a while, without anybody waiting for it', async () => {
    const [old, young] = [await issuerKey('ES256', 'old'), await issuerKey('ES256', 'young')];
    const issuer = await startIssuer(old.jwk);
    const authenticator = over(issuer, { ...EAGER, refreshMs: 0, verifiedForMs: 0 });
    const token = await old.sign();
    await outcome(authenticator, token);
    issuer.keys = [young.jwk];
    await until(async () => (await outcome(authenticator, token)) !== 'ann');
    expect(await outcome(authenticator, token)).toBe(REFUSED);
  });

  test('tokens with made up keys do not have the issuer asked each time', async () => {
    const key = await issuerKey('ES256', 'one');
    const issuer = await startIssuer(key.jwk);
    const authenticator = over(issuer, RESTING);
    await outcome(authenticator, await key.sign());
    for (const kid of ['a', 'b', 'c']) {
      expect(await outcome(authenticator, await key.sign({}, { kid }))).toBe(REFUSED);
    }
    expect(issuer.asked).toBe(1);
  });
});

describe('while the issuer does not answer', () => {
  let key: Awaited<ReturnType<typeof issuerKey>>;
  beforeEach(async () => {
    key = await issuerKey('ES256', 'one');
  });

  test.each<[string, Issuer['answer'] | 'closed' | 'silent']>([
    ['nobody listens', 'closed'],
    ['a failure', { status: 500 }],
    ['no JSON', { body: '<html>' }],
    ['no keys', { body: '{"keys":7}' }],
    ['more than any keys take', { body: `{"keys":[]}${' '.repeat(2 ** 20)}` }],
    ['nothing for too long', 'silent'],
  ])('%s: it cannot be checked, and once it can, it is', async (_what, answer) => {
    const issuer = await startIssuer(key.jwk);
    const authenticator = over(issuer, answer === 'silent' ? { ...EAGER, timeoutMs: 100 } : EAGER);
    if (answer === 'closed') {
      await issuer.close();
    } else {
      issuer.answer = answer === 'silent' ? { isSilent: true } : answer;
    }
    const token = await key.sign();
    expect(await outcome(authenticator, token)).toBe(UNAVAILABLE);
    expect(lines).toContainEqual(
      expect.objectContaining({ level: 40, msg: 'The keys of AUTH_JWKS_URL could not be read' }),
    );
    if (answer !== 'closed' && answer !== 'silent') {
      issuer.answer = undefined;
      expect(await outcome(authenticator, token)).toBe('ann');
    }
  });

  test('the log names its address without what may be a secret', async () => {
    const issuer = await startIssuer(key.jwk);
    issuer.answer = { status: 500 };
    const url = `${issuer.url}?key=hush`;
    await outcome(over({ ...issuer, url }), await key.sign());
    expect(lines.at(-1)).toMatchObject({ url: issuer.url });
    expect(JSON.stringify(lines)).not.toContain('hush');
  });

  test('over HTTP it is 503, with when to try again', async () => {
    const issuer = await startIssuer(key.jwk);
    issuer.answer = { status: 500 };
    const orm = await openOrm(await createDatabase('sqlite', 'migrated'));
    const api = await testServer(orm, { AUTH_JWKS_URL: issuer.url });
    const authorization = `Bearer ${await key.sign()}`;
    expect(await api.ask('{ __typename }', {}, { authorization })).toMatchObject({
      status: 503,
      headers: { 'retry-after': '5' },
      errors: [{ extensions: { code: 'AUTHENTICATION_UNAVAILABLE', requestId: expect.any(String) } }],
    });
  });

  test('it is not asked again at once', async () => {
    const issuer = await startIssuer(key.jwk);
    issuer.answer = { status: 500 };
    const authenticator = over(issuer, RESTING);
    const token = await key.sign();
    expect([await outcome(authenticator, token), await outcome(authenticator, token)]).toEqual([
      UNAVAILABLE,
      UNAVAILABLE,
    ]);
    expect(issuer.asked).toBe(1);
  });

  test('the keys that are known go on working, long after they should have been looked at again', async () => {
    const issuer = await startIssuer(key.jwk);
    const authenticator = over(issuer, { ...EAGER, refreshMs: 0, verifiedForMs: 0 });
    const token = await key.sign();
    await outcome(authenticator, token);
    issuer.answer = { status: 500 };
    for (let n = 0; n < 5; n++) {
      expect(await outcome(authenticator, token)).toBe('ann');
    }
    expect(await outcome(authenticator, await key.sign({}, { kid: 'other' }))).toBe(UNAVAILABLE);
  });
});
