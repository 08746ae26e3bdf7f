import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { HostileRequest } from './request.ts';
import type { Answer } from './send.ts';

/** A socket of somebody whom the server knows. */
export function openSocket(address: string, authorization: string): Client {
  return createClient({
    url: `${address.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization },
    retryAttempts: 0,
    lazy: true,
  });
}

/** Sends a document over `socket`. A status of 200 says that there was an answer, of whatever kind. */
export function sendOverSocket(socket: Client, { body }: HostileRequest): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let answer: unknown;
    socket.subscribe(body as never, {
      next(result) {
        answer ??= result;
      },
      error(error) {
        // A socket that is closed says why by a code (RFC 6455, 7.4): 1009 is a message that is too long.
        const code = Reflect.get(error as object, 'code');
        if (Array.isArray(error)) {
          resolve({ status: 200, body: JSON.stringify({ errors: error }) });
        } else if (typeof code === 'number') {
          resolve({ status: 400, body: JSON.stringify({ errors: [{ extensions: { code: `${code}` } }] }) });
        } else {
          reject(error);
        }
      },
      complete: () => resolve({ status: 200, body: JSON.stringify(answer) }),
    });
  });
}
