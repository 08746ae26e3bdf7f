import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../../config.ts';
import { errorBody, refuse } from '../errors/answer-error.ts';

/** How often Node looks for requests that take too long to arrive. */
const CHECKING_INTERVAL_MS = 1_000;

/** What a client may send, and how long it may take: options of Fastify. */
export function transportLimits(config: Config) {
  const { RECEIVE_TIMEOUT_MS, REQUEST_TIMEOUT_MS } = config;
  return {
    bodyLimit: config.BODY_MAX_BYTES,
    requestTimeout: RECEIVE_TIMEOUT_MS,
    // Without a byte in either direction: who does not read an answer is dropped, while one that is made is waited for.
    connectionTimeout: RECEIVE_TIMEOUT_MS + REQUEST_TIMEOUT_MS,
    keepAliveTimeout: config.KEEP_ALIVE_TIMEOUT_MS,
    clientErrorHandler: answerClientError,
    http: {
      headersTimeout: RECEIVE_TIMEOUT_MS,
      connectionsCheckingInterval: Math.min(CHECKING_INTERVAL_MS, RECEIVE_TIMEOUT_MS),
      maxHeaderSize: config.HEADERS_MAX_BYTES,
    },
  };
}

/** What Node says of requests that are none, by the `code` of the error. */
const REFUSALS: Readonly<Record<string, readonly [status: number, code: string, message: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'REQUEST_TIMEOUT', 'The request took too long to arrive. Send it again.'],
  HPE_HEADER_OVERFLOW: [431, 'HEADERS_TOO_LARGE', 'The headers are too large. Send a query by POST.'],
};

/** Answers what never became a request, and closes the connection. */
function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) {
    return;
  }
  const [status, code, message] = REFUSALS[error.code ?? ''] ?? [
    400,
    'BAD_REQUEST',
    'This is no HTTP request.',
  ];
  if (socket.writable) {
    const id = randomUUID();
    const body = JSON.stringify(errorBody(message, code, id));
    socket.write(
      [
        `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
        'Connection: close',
        `X-Request-Id: ${id}`,
        'Content-Type: application/json; charset=utf-8',
        `Content-Length: ${Buffer.byteLength(body)}`,
        '',
        body,
      ].join('\r\n'),
    );
  }
  socket.destroy(error);
}

/** Refuses compressed bodies, of which a few bytes may be gigabytes: nobody would notice before they are in memory. */
export async function refuseCompressed(request: FastifyRequest, reply: FastifyReply) {
  const encoding = request.headers['content-encoding'];
  if (encoding === undefined || encoding.toLowerCase() === 'identity') {
    return undefined;
  }
  const message = 'Bodies are taken as they are, not compressed: leave Content-Encoding out.';
  return refuse(request, reply, { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE', message });
}
