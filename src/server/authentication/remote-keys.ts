import type { FastifyBaseLogger } from 'fastify';
import { createLocalJWKSet, createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from 'jose';
import { AuthenticationUnavailableError } from './errors.ts';

/** How the keys of an issuer are kept. */
export interface RemoteKeysOptions {
  /** After so long the keys are looked at again, to drop those that the issuer has withdrawn. */
  refreshMs?: number;
  /** How soon a token with an unknown key has the keys looked at again: strangers can make such tokens. */
  cooldownMs?: number;
  /** How long it rests after the keys could not be had. */
  failureMs?: number;
  /** How long the issuer may take. */
  timeoutMs?: number;
  /** Called when keys were read that were not there before, or are not there any more. */
  onChanged?(): void;
}

/** The public keys of an issuer. */
export interface RemoteKeys {
  /** Finds the key of a token. Throws AuthenticationUnavailableError where it may be one that cannot be read now. */
  find: JWTVerifyGetKey;
  /** Reads the keys, before the first token needs them. Never throws. */
  warmUp(): Promise<void>;
}

/** More than any issuer's keys take, in characters. */
const MAX_LENGTH = 1024 * 1024;

/**
 * The keys at `url`, read when they are first needed. A token with a key that is not among them has them read again, so
 * that a rotated key works at once. While the issuer does not answer, the keys that are known go on working.
 */
export function remoteKeys(url: URL, log: FastifyBaseLogger, options: RemoteKeysOptions = {}): RemoteKeys {
  const { refreshMs = 600_000, cooldownMs = 10_000, failureMs = 5_000, timeoutMs = 5_000 } = options;
  let askedAt = Number.NEGATIVE_INFINITY;
  let known = '';
  let failure: { at: number; error: AuthenticationUnavailableError } | undefined;

  const read = async (address: string, init: RequestInit): Promise<Response> => {
    if (failure !== undefined && performance.now() - failure.at < failureMs) {
      throw failure.error;
    }
    askedAt = performance.now();
    try {
      const text = await readKeys(address, init);
      if (text !== known) {
        known = text;
        options.onChanged?.();
      }
      return new Response(text);
    } catch (cause) {
      log.warn(
        { err: cause, url: `${url.origin}${url.pathname}` },
        'The keys of AUTH_JWKS_URL could not be read',
      );
      failure = { at: performance.now(), error: new AuthenticationUnavailableError({ cause }) };
      throw failure.error;
    }
  };
  const keys = createRemoteJWKSet(url, {
    cooldownDuration: cooldownMs,
    timeoutDuration: timeoutMs,
    // It would forget the keys then, also where there are no others to be had.
    cacheMaxAge: Number.POSITIVE_INFINITY,
    [customFetch]: read,
  });
  // What failed has been logged.
  const warmUp = () => keys.reload().catch(() => {});
  return {
    find(header, token) {
      if (performance.now() - askedAt > refreshMs) {
        void warmUp();
      }
      return keys(header, token);
    },
    warmUp,
  };
}

/** @returns The keys as JSON. */
async function readKeys(address: string, init: RequestInit): Promise<string> {
  const response = await fetch(address, init);
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new Error(`${response.status} is not 200.`);
  }
  const text = await response.text();
  if (text.length > MAX_LENGTH) {
    throw new Error('That is far too long for a set of keys.');
  }
  createLocalJWKSet(JSON.parse(text));
  return text;
}
