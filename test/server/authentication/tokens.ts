import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll } from '@jest/globals';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose';

/** What the tests' servers are configured with. */
export const SECRET = 'a-secret-that-only-tests-know-of';

/** In seconds. */
export const now = () => Math.floor(Date.now() / 1000);

/** A token for AUTH_SECRET, of Ann and valid for an hour unless `claims` say otherwise. */
export function hs256(claims: JWTPayload = {}, secret = SECRET, alg = 'HS256'): Promise<string> {
  return new SignJWT({ sub: 'ann', exp: now() + 3600, ...claims })
    .setProtectedHeader({ alg })
    .sign(new TextEncoder().encode(secret));
}

/** A part of a token, as text. */
export const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** One of an issuer's keys. */
export interface IssuerKey {
  kid?: string;
  jwk: JWK;
  sign(claims?: JWTPayload, header?: { alg?: string; kid?: string }): Promise<string>;
}

/** Makes a key of an issuer. */
export async function issuerKey(alg: string, kid?: string): Promise<IssuerKey> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  const jwk = { ...(await exportJWK(publicKey as CryptoKey)), ...(kid && { kid }) };
  return {
    kid,
    jwk,
    sign: (claims = {}, header = {}) =>
      new SignJWT({ sub: 'ann', exp: now() + 3600, ...claims })
        .setProtectedHeader({ alg, ...(kid && { kid }), ...header })
        .sign(privateKey),
  };
}

/** An issuer that publishes its keys over HTTP. */
export interface Issuer {
  url: string;
  /** What it publishes now. */
  keys: JWK[];
  /** Instead of the keys, where there is something. */
  answer: { status?: number; body?: string; isSilent?: boolean } | undefined;
  /** How often it was asked. */
  asked: number;
  /** Closes its port: nobody listens there then. */
  close(): Promise<void>;
}

const servers = new Set<Server>();
afterAll(async () => {
  for (const server of servers) {
    server.close();
    server.closeAllConnections();
  }
});

/** An issuer on a port that the system picks. */
export async function startIssuer(...keys: JWK[]): Promise<Issuer> {
  const server = createServer((_request, response) => {
    issuer.asked++;
    const { status = 200, body = JSON.stringify({ keys: issuer.keys }), isSilent } = issuer.answer ?? {};
    if (isSilent) {
      return;
    }
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  servers.add(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer: Issuer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/keys`,
    keys,
    answer: undefined,
    asked: 0,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return issuer;
}
