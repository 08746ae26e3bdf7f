import type { FastifyBaseLogger } from 'fastify';
import type { Config } from '../../config.ts';
import { LOCAL_VIEWER, type Viewer } from '../../domain/viewer.ts';
import { tokenOf } from './bearer.ts';
import { type RemoteKeysOptions, remoteKeys } from './remote-keys.ts';
import { isSingleUser, requireOwnMachine } from './single-user.ts';
import { VerifiedTokens } from './verified-tokens.ts';
import { tokenVerifier } from './verify-token.ts';
import { viewerOfClaims } from './viewer-of-claims.ts';

/** How long the issuer may take to give its keys. */
const KEYS_TIMEOUT_MS = 5_000;
/** For how long a token that was verified is taken without being verified anew, if the issuer's keys stay the same. */
const VERIFIED_FOR_MS = 60_000;

/** How keys and tokens are kept; set by tests. */
export interface AuthenticatorOptions extends Omit<RemoteKeysOptions, 'onChanged'> {
  /** 0 is not at all. */
  verifiedForMs?: number;
}

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
  { verifiedForMs = VERIFIED_FOR_MS, ...options }: AuthenticatorOptions = {},
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
  const verified = new VerifiedTokens(verifiedForMs);
  const onChanged = () => verified.forget();
  const keys = AUTH_JWKS_URL && remoteKeys(AUTH_JWKS_URL, log, { timeoutMs, onChanged, ...options });
  const verify = tokenVerifier(config, keys?.find, log);
  const viewerOf = async (token: string) => viewerOfClaims(await verify(token), AUTH_CLOCK_SKEW_SECONDS);
  return {
    isSingleUser: false,
    authenticate: async (authorization) => verified.viewerOf(tokenOf(authorization), viewerOf),
    warmUp: async () => keys?.warmUp(),
  };
}
