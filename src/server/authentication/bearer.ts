import { UnauthenticatedError } from './errors.ts';

/** Longest token, in bytes: many times what issuers give out, half of what Node takes as headers. */
export const TOKEN_MAX_BYTES = 8 * 1024;

/** RFC 6750, 2.1; RFC 9110, 11.1: the scheme in any case. */
const BEARER = /^bearer +([\w.~+/-]+=*) *$/i;

/**
 * The token of `Bearer <token>`.
 *
 * @param authorization What was sent as header, or instead of one.
 * @throws UnauthenticatedError where there is none, or one that is too long to be looked at.
 */
export function tokenOf(authorization: unknown): string {
  if (authorization === undefined || authorization === null || authorization === '') {
    throw new UnauthenticatedError(
      'Say who you are: send a token as "Authorization: Bearer <token>".',
      false,
    );
  }
  // Its characters are ASCII, so that the length is that in bytes.
  const fits =
    typeof authorization === 'string' && authorization.length <= TOKEN_MAX_BYTES + 'Bearer '.length;
  if (typeof authorization === 'string' && !fits) {
    throw new UnauthenticatedError(`The token is longer than ${TOKEN_MAX_BYTES} bytes. Use a shorter one.`);
  }
  const token = fits ? BEARER.exec(authorization)?.[1] : undefined;
  if (token === undefined) {
    throw new UnauthenticatedError(
      'The authorization is none that can be read. Send it as "Bearer <token>".',
    );
  }
  return token;
}
