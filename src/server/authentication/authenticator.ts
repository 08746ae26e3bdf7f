import type { FastifyBaseLogger } from 'fastify';
import type { Config } from '../../config.ts';
import { LOCAL_VIEWER, type Viewer } from '../../domain/viewer.ts';
import { tokenOf } from './bearer.ts';
import { type RemoteKeysOptions, remoteKeys } from './remote-keys.ts';
import { isSingleUser, requireOwnMachine } from './single-user.ts';
import { tokenVerifier } from './verify-token.ts';
import { viewerOfClaims } from './viewer-of-claims.ts';

/** How long the issuer may take to give its keys. */
const KEYS_TIMEOUT_MS = 5_000;

/** Tells who asks. */
export interface Authenticator {
  /** Whether nobody has to say who they are. */
  isSingleUser: boolean;
  /**
   * @param authorization `Bearer <token>`, where something was sent.
   * @throws AuthenticationError
   */
  authenticate(authorization: unknown): Promise<Viewer>;
  /** Gets what it needs before the first request does. */
  warmUp(): Promise<void>;
}

/**
 * What `config` says of who may ask.
 *
 * @throws StartupError where nobody has to say who they are, and others than one person could ask.
 */
export function createAuthenticator(
  config: Config,
  log: FastifyBaseLogger,
  options: RemoteKeysOptions = {},
): Authenticator {
  const { AUTH_JWKS_URL, AUTH_CLOCK_SKEW_SECONDS } = config;
  requireOwnMachine(config);
  if (isSingleUser(config)) {
    return { isSingleUser: true, authenticate: async () => LOCAL_VIEWER, warmUp: async () => {} };
  }
  if (AUTH_JWKS_URL !== undefined && config.AUTH_AUDIENCE === undefined) {
    // RFC 8725, 3.9.
    log.warn(
      'AUTH_AUDIENCE is not set: tokens that the issuer gave out for other applications are taken here, too.',
    );
  }
  // Who asks is told within the time of a request.
  const timeoutMs = Math.min(KEYS_TIMEOUT_MS, config.REQUEST_TIMEOUT_MS);
  const keys = AUTH_JWKS_URL && remoteKeys(AUTH_JWKS_URL, log, { timeoutMs, ...options });
  const verify = tokenVerifier(config, keys?.find, log);
  return {
    isSingleUser: false,
    authenticate: async (authorization) =>
      viewerOfClaims(await verify(tokenOf(authorization)), AUTH_CLOCK_SKEW_SECONDS),
    warmUp: async () => keys?.warmUp(),
  };
}
