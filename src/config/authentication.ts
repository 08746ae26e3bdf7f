import { variable, wholeNumber } from './variable.ts';

/** RFC 7518, 3.2: a key of HS256 is at least as long as its hash. */
export const SECRET_MIN_BYTES = 32;

function parseKeysUrl(text: string): URL | undefined {
  const url = /^https?:\/\//i.test(text) ? URL.parse(text) : null;
  // `fetch` asks no address with a password in it.
  return url !== null && url.username === '' && url.password === '' ? url : undefined;
}

function parseSecret(text: string): string | undefined {
  return Buffer.byteLength(text) >= SECRET_MIN_BYTES ? text : undefined;
}

const anyText = (what: string) => variable(what, (text) => text);

/**
 * How people say who they are: with a JWT (RFC 7519) as bearer token. Without AUTH_JWKS_URL and AUTH_SECRET nobody has
 * to, and the product serves one person on their own machine.
 */
export const authenticationVariables = {
  /** Where the public keys of the issuer are (RFC 7517): tokens signed by one with RS256, ES256 or EdDSA are accepted. */
  AUTH_JWKS_URL: variable('an https:// or http:// address without a password', parseKeysUrl).optional(),
  /** Instead: the secret that tokens are signed with, by HS256. */
  AUTH_SECRET: variable(
    `at least ${SECRET_MIN_BYTES} bytes long, as what this prints: openssl rand -base64 32`,
    parseSecret,
  ).optional(),
  /** What `iss` of a token must be. Default: anything. */
  AUTH_ISSUER: anyText('the issuer of the tokens').optional(),
  /** What `aud` of a token must be or have in it. Default: anything. */
  AUTH_AUDIENCE: anyText('the audience of the tokens').optional(),
  /** By how much the clock of the issuer may differ from ours, for `exp` and `nbf`. */
  AUTH_CLOCK_SKEW_SECONDS: wholeNumber(0, 300).prefault('30'),
};
