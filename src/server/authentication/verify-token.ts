import { createSecretKey } from 'node:crypto';
import type { FastifyBaseLogger } from 'fastify';
import { errors, type JWTPayload, type JWTVerifyGetKey, type JWTVerifyOptions, jwtVerify } from 'jose';
import type { Config } from '../../config.ts';
import { AuthenticationUnavailableError, UnauthenticatedError } from './errors.ts';

const NOT_ACCEPTED =
  'The token is not accepted here. Send a current one that was made for this API, as "Authorization: Bearer <token>".';

/** Checks the signature, issuer, audience and times of a token, and returns its claims. */
export type VerifyToken = (token: string) => Promise<JWTPayload>;

/**
 * Verifies tokens with the keys of AUTH_JWKS_URL, or with AUTH_SECRET. Each has algorithms of its own, so that a public
 * key is never taken for a secret (RFC 8725, 2.1).
 */
export function tokenVerifier(
  config: Config,
  keys: JWTVerifyGetKey | undefined,
  log: FastifyBaseLogger,
): VerifyToken {
  const options: JWTVerifyOptions = {
    algorithms: keys === undefined ? ['HS256'] : ['RS256', 'ES256', 'EdDSA'],
    issuer: config.AUTH_ISSUER,
    audience: config.AUTH_AUDIENCE,
    clockTolerance: config.AUTH_CLOCK_SKEW_SECONDS,
    requiredClaims: ['exp', 'sub'],
  };
  const secret = createSecretKey(Buffer.from(config.AUTH_SECRET ?? ''));
  return async (token) => {
    try {
      const { payload } =
        keys === undefined
          ? await jwtVerify(token, secret, options)
          : await verifyWithEach(token, keys, options);
      return payload;
    } catch (error) {
      if (error instanceof AuthenticationUnavailableError) {
        throw error;
      }
      log.info(reasonOf(error), 'A token was refused');
      const message =
        error instanceof errors.JWTExpired
          ? 'The token has expired. Get a new one, and send the request again.'
          : NOT_ACCEPTED;
      throw new UnauthenticatedError(message);
    }
  };
}

/** A token that does not name its key is tried with each that it could be. */
async function verifyWithEach(token: string, keys: JWTVerifyGetKey, options: JWTVerifyOptions) {
  try {
    return await jwtVerify(token, keys, options);
  } catch (error) {
    if (!(error instanceof errors.JWKSMultipleMatchingKeys)) {
      throw error;
    }
    for await (const key of error) {
      try {
        return await jwtVerify(token, key, options);
      } catch (other) {
        if (!(other instanceof errors.JWSSignatureVerificationFailed)) {
          throw other;
        }
      }
    }
    throw new errors.JWSSignatureVerificationFailed();
  }
}

/** What the log says: nothing that was in the token. */
function reasonOf(error: unknown): object {
  if (error instanceof errors.JWTClaimValidationFailed || error instanceof errors.JWTExpired) {
    return { reason: error.code, claim: error.claim };
  }
  return error instanceof errors.JOSEError ? { reason: error.code } : { err: error };
}
