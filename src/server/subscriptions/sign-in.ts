import type { Authenticator } from '../authentication/authenticator.ts';
import { AuthenticationError, AuthenticationUnavailableError } from '../authentication/errors.ts';
import { TOKEN_EXPIRED, TRY_AGAIN_LATER, UNAUTHORIZED } from './close-codes.ts';
import type { Connection } from './connection.ts';

/** Longest delay of a timer in JavaScript. */
const LONGEST_DELAY_MS = 2 ** 31 - 1;

/**
 * Finds out whose socket it is, from `authorization` of what came with `connection_init`. Closes it where that is nobody,
 * so that a client of graphql-ws does not try again and again with the same token; and when the token expires, so that
 * it comes back with a new one.
 *
 * @param refused Hears of a token that nobody believes.
 * @returns Whether the socket may be used.
 */
export async function signIn(
  connection: Connection,
  parameters: Readonly<Record<string, unknown>> | undefined,
  authenticator: Authenticator,
  refused: () => void,
): Promise<boolean> {
  try {
    const viewer = await authenticator.authenticate(authorizationOf(parameters));
    connection.viewer = viewer;
    if (viewer.expiresAt !== undefined && connection.isOpen) {
      closeAt(connection, viewer.expiresAt.getTime());
    }
    return true;
  } catch (error) {
    if (!(error instanceof AuthenticationError)) {
      throw error;
    }
    const code = error instanceof AuthenticationUnavailableError ? TRY_AGAIN_LATER : UNAUTHORIZED;
    if (code === UNAUTHORIZED) {
      refused();
    }
    connection.close({ code, reason: error.message });
    return false;
  }
}

/** Clients write it as the header of that name, in any case. */
function authorizationOf(parameters: Readonly<Record<string, unknown>> = {}): unknown {
  const name = Object.keys(parameters).find((key) => key.toLowerCase() === 'authorization');
  return name === undefined ? undefined : parameters[name];
}

function closeAt(connection: Connection, moment: number): void {
  const left = Math.max(0, moment - Date.now());
  const timer = setTimeout(
    () => {
      if (left > LONGEST_DELAY_MS) {
        closeAt(connection, moment);
      } else {
        connection.closeWhenIdle(TOKEN_EXPIRED);
      }
    },
    Math.min(left, LONGEST_DELAY_MS),
  ).unref();
  connection.onClosed(() => clearTimeout(timer));
}
