/** Why a request is not served, before anything of it is looked at. The message is for whoever sent it. */
export abstract class AuthenticationError extends Error {
  abstract readonly status: number;
  abstract readonly code: 'UNAUTHENTICATED' | 'AUTHENTICATION_UNAVAILABLE';
  /** Headers of the answer. */
  abstract readonly headers: Readonly<Record<string, string>>;
}

/** Nobody says who asks, or nobody believes it. */
export class UnauthenticatedError extends AuthenticationError {
  override readonly name = 'UnauthenticatedError';
  readonly status = 401;
  readonly code = 'UNAUTHENTICATED';
  readonly headers: Readonly<Record<string, string>>;

  /** @param hadToken Whether there was a token (RFC 6750, 3: without one the challenge says no more). */
  constructor(message: string, hadToken = true) {
    super(message);
    this.headers = { 'www-authenticate': hadToken ? 'Bearer error="invalid_token"' : 'Bearer' };
  }
}

/** The keys that tell true tokens from others cannot be had now. */
export class AuthenticationUnavailableError extends AuthenticationError {
  override readonly name = 'AuthenticationUnavailableError';
  readonly status = 503;
  readonly code = 'AUTHENTICATION_UNAVAILABLE';
  readonly headers = { 'retry-after': '5' };

  constructor(options?: ErrorOptions) {
    super('Who you are cannot be checked at the moment. Try again in a few seconds.', options);
  }
}
