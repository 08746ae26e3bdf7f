import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL, type Server } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { FORBIDDEN_HOST, isRebound } from '../authentication/single-user.ts';
import type { ServerMetrics } from '../metrics/server-metrics.ts';
import { chooseRequestId } from '../request-id.ts';
import { INTERNAL_SERVER_ERROR, SHUTTING_DOWN } from './close-codes.ts';
import { Connection } from './connection.ts';
import { Heartbeat } from './heartbeat.ts';
import type { SocketLimits } from './limits.ts';
import { type Refusal, refusalOf, refuse } from './upgrade.ts';

const FULL: Refusal = {
  status: 503,
  code: 'TOO_MANY_CONNECTIONS',
  message: 'The server has no socket left. Try again in a while.',
};
const CLOSED: Refusal = {
  status: 503,
  code: 'SHUTTING_DOWN',
  message: 'The server is shutting down. Connect again.',
};

export interface SubscriptionOptions {
  limits: SocketLimits;
  metrics: ServerMetrics;
  /** Whether only this machine may connect. */
  isSingleUser: boolean;
  /** Whose pages may open sockets, besides those of the API itself. */
  origins: readonly string[];
}

/**
 * Serves `protocol` through sockets on the port of `server`, until the server closes.
 *
 * @returns The sockets that are open.
 */
export function serveSubscriptions(
  server: FastifyInstance,
  protocol: Server<Connection>,
  { limits, metrics, isSingleUser, origins }: SubscriptionOptions,
): ReadonlySet<unknown> {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: limits.messageBytes,
    // Unknown to @types/ws.
    ...{ closeTimeout: limits.closeTimeoutMs },
    handleProtocols: () => GRAPHQL_TRANSPORT_WS_PROTOCOL,
  });
  const heartbeat = new Heartbeat(sockets.clients, limits.pingMs);
  const connections = new Set<Connection>();
  let closed = false;

  const open = (socket: WebSocket, request: IncomingMessage) => {
    const id = chooseRequestId(request);
    const connection = new Connection(socket, id, server.log, limits.bufferedBytes);
    connections.add(connection);
    socket.once('close', (code) => {
      connections.delete(connection);
      metrics.socketClosed(code);
    });
    heartbeat.watch(socket);
    serveSocket(socket, connection, protocol);
  };

  server.server.on('upgrade', (request, socket, head) => {
    const noRoom = sockets.clients.size >= limits.connections ? FULL : undefined;
    const rebound = isSingleUser && isRebound(request.headers.host) ? FORBIDDEN_HOST : undefined;
    const refusal = closed ? CLOSED : (rebound ?? refusalOf(request, origins) ?? noRoom);
    if (refusal !== undefined) {
      metrics.refused(refusal.code);
      refuse(socket, refusal);
    } else {
      sockets.handleUpgrade(request, socket, head, (opened) => open(opened, request));
    }
  });
  // The server then waits until all sockets are closed.
  server.addHook('preClose', async () => {
    closed = true;
    heartbeat.stop();
    for (const connection of connections) {
      connection.closeWhenIdle(SHUTTING_DOWN);
    }
  });
  return sockets.clients;
}

/** Lets `protocol` talk through `socket`. */
function serveSocket(socket: WebSocket, connection: Connection, protocol: Server<Connection>): void {
  const { log } = connection;
  const start = Date.now();
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: (data) => connection.send(data),
      close: (code = INTERNAL_SERVER_ERROR, reason = '') => connection.close({ code, reason }),
      onMessage(handle) {
        socket.on('message', (data) => {
          handle(String(data)).catch((error: unknown) => {
            log.error({ err: error }, 'Unexpected error');
            connection.close({ code: INTERNAL_SERVER_ERROR, reason: 'Internal server error' });
          });
        });
      },
    },
    connection,
  );
  // What is no frame, or too long a one: ws closes the socket with the code that says so.
  socket.on('error', (error) => log.info({ err: error }, 'A socket failed'));
  socket.once('close', (code, reason) => {
    log.info({ code, reason: String(reason), ms: Date.now() - start }, 'Socket');
    closed(code, String(reason)).catch((error: unknown) => log.error({ err: error }, 'Unexpected error'));
  });
}
