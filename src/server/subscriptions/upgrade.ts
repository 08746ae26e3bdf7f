import type { IncomingMessage } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL } from 'graphql-ws';

const PATH = '/graphql';

/** Why a request to become a socket is refused. */
export interface Refusal {
  status: number;
  code: string;
  message: string;
  headers?: Readonly<Record<string, string>>;
}

/** Whether `request` is about a socket here. Others, as `Upgrade: h2c`, are answered as if they did not ask. */
export function wantsSocket({ headers, url }: IncomingMessage): boolean {
  return headers.upgrade?.toLowerCase() === 'websocket' && url?.split('?', 1)[0] === PATH;
}

/**
 * Why `request` gets no socket, or `undefined` where it does.
 *
 * @param origins Whose pages may have one, besides those of the API itself.
 */
export function refusalOf(request: IncomingMessage, origins: readonly string[]): Refusal | undefined {
  if (!wantsSocket(request)) {
    return { status: 404, code: 'NOT_FOUND', message: `There are sockets at ${PATH} only.` };
  }
  if (!isSameOrigin(request) && !origins.includes(request.headers.origin ?? '')) {
    const message =
      'Pages of another origin may not connect. Serve yours from the origin of the API, or name it in CORS_ORIGINS.';
    return { status: 403, code: 'FORBIDDEN', message };
  }
  const offered = request.headers['sec-websocket-protocol']?.split(',').map((name) => name.trim());
  if (!offered?.includes(GRAPHQL_TRANSPORT_WS_PROTOCOL)) {
    const message = `Sockets here speak ${GRAPHQL_TRANSPORT_WS_PROTOCOL}: name it in Sec-WebSocket-Protocol.`;
    return { status: 400, code: 'BAD_REQUEST', message };
  }
  return undefined;
}

/**
 * Whether no page of another site opened this: browsers let every page connect to any socket, and say only from where
 * (RFC 6455, 10.2). Without an `Origin` it is no browser.
 */
function isSameOrigin({ headers }: IncomingMessage): boolean {
  if (headers.origin === undefined) {
    return true;
  }
  const host = URL.parse(headers.origin)?.host;
  // No page can set either header. A proxy in between may have its own Host.
  return host !== undefined && [headers.host, headers['x-forwarded-host']].includes(host);
}

/** Answers with `refusal` instead of a socket, in the form that GraphQL clients read. */
export function refuse(socket: Duplex, { status, code, message, headers = {} }: Refusal): void {
  const body = JSON.stringify({ errors: [{ message, extensions: { code } }] });
  socket.on('error', () => socket.destroy());
  socket.once('finish', () => socket.destroy());
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      'Connection: close',
      'Content-Type: application/json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
      '',
      body,
    ].join('\r\n'),
  );
}
