import { EventsMissedError, SlowSubscriberError, type SubscriptionEndedError } from '../../events/errors.ts';

/** Why a socket is closed. */
export interface Closing {
  code: number;
  /** At most 123 bytes (RFC 6455, 5.5). */
  reason: string;
}

/**
 * Of codes 1000–1999 the client of graphql-ws comes back after 1012 and 1013 (and a few more that only it may use), of
 * 4000–4999 after all that the protocol does not name.
 */
export const SERVICE_RESTART = 1012;
export const TRY_AGAIN_LATER = 1013;
export const INTERNAL_SERVER_ERROR = 4500;
/** Of the protocol: the client of graphql-ws gives up. */
export const UNAUTHORIZED = 4401;
/** Of the protocol: it comes back, and asks `connectionParams` again for a token. */
export const FORBIDDEN = 4403;
/** Of the protocol: it gives up. */
export const TOO_MANY = 4429;
/** Ours. */
export const TOO_SLOW = 4410;

export const SHUTTING_DOWN: Closing = {
  code: SERVICE_RESTART,
  reason: 'The server is shutting down. Connect again and read anew.',
};
export const TOKEN_EXPIRED: Closing = {
  code: FORBIDDEN,
  reason: 'The token has expired. Connect again with a new one.',
};
export const TOO_MANY_MESSAGES: Closing = {
  code: TRY_AGAIN_LATER,
  reason: 'Too many messages came from this address. Connect again later.',
};
export const BUFFER_FULL: Closing = {
  code: TOO_SLOW,
  reason: 'Too slow: too much waited to be sent. Connect again and read anew.',
};

/** How a socket is closed whose subscription ended with `error`: in a way after which the client comes back. */
export function closingAfter(error: SubscriptionEndedError): Closing {
  return { code: closeCodeOf(error), reason: error.message };
}

function closeCodeOf(error: SubscriptionEndedError): number {
  switch (true) {
    case error instanceof SlowSubscriberError:
      return TOO_SLOW;
    case error instanceof EventsMissedError:
      return SERVICE_RESTART;
    default:
      return TRY_AGAIN_LATER;
  }
}
