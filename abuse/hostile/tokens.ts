import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import type { HostileRequest } from './request.ts';

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const now = () => Math.floor(Date.now() / 1000);
const hmac = (text: string, secret: string) => createHmac('sha256', secret).update(text).digest('base64url');

/** A token of `claims`, signed with `secret`: by default as it should be. */
export function tokenOf(secret: string, claims: object = {}, header: object = {}): string {
  const payload = { sub: 'alice', iat: now(), exp: now() + 600, ...claims };
  const text = `${part({ alg: 'HS256', typ: 'JWT', ...header })}.${part(payload)}`;
  return `${text}.${hmac(text, secret)}`;
}

/** Tokens that nobody has given out, for a server that verifies with `secret`. */
export function forgedTokens(secret: string): HostileRequest[] {
  const [header, payload, signature] = tokenOf(secret).split('.');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const rsa = `${part({ alg: 'RS256' })}.${payload}`;
  const forged: Record<string, string> = {
    'no token': '',
    'no word before the token': tokenOf(secret),
    'another scheme': `Basic ${Buffer.from('alice:secret').toString('base64')}`,
    'a token of no algorithm': `Bearer ${part({ alg: 'none' })}.${payload}.`,
    'a token of no algorithm, in other letters': `Bearer ${part({ alg: 'nOnE' })}.${payload}.${signature}`,
    'a token without its signature': `Bearer ${header}.${payload}.`,
    'a token signed with nothing': `Bearer ${tokenOf('')}`,
    'a token signed with another secret': `Bearer ${tokenOf('another secret of thirty-two bytes and more')}`,
    'a token of HS512': `Bearer ${tokenOf(secret, {}, { alg: 'HS512' })}`,
    'a token of RS256': `Bearer ${rsa}.${sign('sha256', Buffer.from(rsa), privateKey).toString('base64url')}`,
    'a token with another subject': `Bearer ${header}.${part({ sub: 'bob', exp: now() + 600 })}.${signature}`,
    'a token that has expired': `Bearer ${tokenOf(secret, { exp: now() - 3600 })}`,
    'a token that never expires': `Bearer ${tokenOf(secret, { exp: undefined })}`,
    'a token that expires as text': `Bearer ${tokenOf(secret, { exp: 'never' })}`,
    'a token of tomorrow': `Bearer ${tokenOf(secret, { nbf: now() + 86_400 })}`,
    'a token of nobody': `Bearer ${tokenOf(secret, { sub: undefined })}`,
    'a token whose subject is an object': `Bearer ${tokenOf(secret, { sub: { toString: 'alice' } })}`,
    'a token whose subject is a kilobyte': `Bearer ${tokenOf(secret, { sub: 'a'.repeat(1024) })}`,
    'a token that brings its key': `Bearer ${tokenOf('x'.repeat(32), {}, { jwk: { kty: 'oct', k: 'eHg' } })}`,
    'a token whose key is elsewhere': `Bearer ${tokenOf('x'.repeat(32), {}, { jku: 'http://127.0.0.1:9/', kid: '../../dev/null' })}`,
    'a token with a header that must be understood': `Bearer ${tokenOf(secret, {}, { crit: ['x'], x: 1 })}`,
    'a token of 12 KB': `Bearer ${tokenOf(secret, { more: 'x'.repeat(9_000) })}`,
    'a token of many dots': `Bearer ${'.'.repeat(5_000)}`,
    'a token of no base64': 'Bearer !!!.???.***',
    'a token of arrays inside of each other': `Bearer ${Buffer.from('['.repeat(2_000)).toString('base64url')}.e30.e30`,
  };
  return Object.entries(forged).map(([name, authorization]) => ({
    name,
    body: { query: '{ todos { totalCount } }' },
    headers: { authorization },
  }));
}
