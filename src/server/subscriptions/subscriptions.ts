import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { GRAPHQL_TRANSPORT_WS_PROTOCOL, type Server } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { FORBIDDEN_HOST, isRebound } from '../authentication/single-user.ts';
import type { RateLimits } from '../limits/rate-limits.ts';
import { Tally } from '../limits/tally.ts';
import type { ServerMetrics } from '../metrics/server-metrics.ts';
import { chooseRequestId } from '../request-id.ts';
import { INTERNAL_SERVER_ERROR, SHUTTING_DOWN, TOO_MANY_MESSAGES } from './close-codes.ts';
import { Connection } from './connection.ts';
import { Heartbeat } from './heartbeat.ts';
import type { SocketLimits } from './limits.ts';
import { type Refusal, refusalOf, refuse } from './upgrade.ts';

const FULL: Refusal = {
  status: 503,
  code: 'TOO_MANY_CONNECTIONS',
  message: 'The server has no socket left. Try again in a while.',
};
const FULL_FOR_ADDRESS: Refusal = {
  status: 429,
  code: 'TOO_MANY_CONNECTIONS',
  message: 'This address has as many sockets as it may have. Close one first.',
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
  rates: RateLimits;
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
  { limits, metrics, isSingleUser, origins, rates }: SubscriptionOptions,
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

  const addresses = new Tally();
  /** Why `address` gets no socket, where there is one; else it has been counted. */
  const refusalFor = async (address: string): Promise<Refusal | undefined> => {
    if (!rates.isOn) {
      return undefined;
    }
    const { isAllowed, headers, message } = await rates.takeOfAddress(address);
    if (!isAllowed) {
      return { status: 429, code: 'RATE_LIMITED', message, headers };
    }
    return addresses.take(address, limits.perAddress) ? undefined : FULL_FOR_ADDRESS;
  };

  const open = (socket: WebSocket, request: IncomingMessage, address: string) => {
    const id = chooseRequestId(request);
    const connection = new Connection(socket, id, server.log, limits.bufferedBytes);
    connection.address = address;
    connections.add(connection);
    socket.once('close', (code) => {
      connections.delete(connection);
      metrics.socketClosed(code);
    });
    heartbeat.watch(socket);
    const count = async () => {
      if (!(await rates.takeMessage(address))) {
        connection.close(TOO_MANY_MESSAGES);
      }
    };
    socket.on('message', count).on('ping', count);
    serveSocket(socket, connection, protocol);
  };

  const answerUpgrade = async (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // It may break while its address is being counted, before ws looks after it.
    socket.on('error', () => socket.destroy());
    const address = rates.addressOf(request);
    const noRoom = sockets.clients.size >= limits.connections ? FULL : undefined;
    const rebound = isSingleUser && isRebound(request.headers.host) ? FORBIDDEN_HOST : undefined;
    const refusal = closed
      ? CLOSED
      : (rebound ?? refusalOf(request, origins) ?? noRoom ?? (await refusalFor(address)));
    if (refusal !== undefined) {
      metrics.refused(refusal.code);
      refuse(socket, refusal);
    } else {
      socket.once('close', () => rates.isOn && addresses.giveBack(address));
      sockets.handleUpgrade(request, socket, head, (opened) => open(opened, request, address));
    }
  };
  server.server.on('upgrade', (request, socket, head) => {
    answerUpgrade(request, socket, head).catch((error: unknown) => {
      server.log.error({ err: error }, 'Unexpected error');
      socket.destroy();
    });
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
          // It may have been the one that gives an operation up.
          connection.stopAbandoned();
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
    connection.stopAbandoned();
  });
}
