import { once } from 'node:events';
import { afterAll } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import { createClient, type ExecutionResult } from 'graphql-ws';
import pino, { type Logger } from 'pino';
import { type ClientOptions, WebSocket } from 'ws';
import { parseConfig } from '../../../src/config.ts';
import type { Orm } from '../../../src/database/orm.ts';
import { type LiveEvents, openLiveEvents } from '../../../src/events/live-events.ts';
import { Readiness } from '../../../src/server/readiness.ts';
import { createServer } from '../../../src/server/server.ts';
import type { SocketLimits } from '../../../src/server/subscriptions/limits.ts';
import { PATIENCE_MS, PATIENT } from '../../support/patience.ts';

/** A server that listens, and the live updates of its process. */
export interface SocketServer {
  server: FastifyInstance;
  events: LiveEvents;
  /** The address of the API: `127.0.0.1:4000/graphql`. */
  address: string;
}

interface Options {
  limits?: Partial<SocketLimits>;
  /** How many events may wait for one subscriber. */
  queued?: number;
  /** PostgreSQL: where to listen, if not at the database of the ORM. */
  listenAt?: string;
  variables?: NodeJS.ProcessEnv;
  log?: Logger;
}

const open = new Set<{ close(): unknown }>();
afterAll(async () => {
  await Promise.all([...open].map((thing) => thing.close()));
});

/** A server over `orm` on a port that the system picks, closed after the tests of the file. It is patient. */
export async function listening(orm: Orm, options: Options = {}): Promise<SocketServer> {
  const { listenAt = orm.config.get('clientUrl') ?? '', log = pino({ level: 'silent' }) } = options;
  const connectTimeoutMs = PATIENCE_MS;
  const events = openLiveEvents({ em: orm.em, log, listenAt, limit: options.queued, connectTimeoutMs });
  const { variables = {}, limits } = options;
  const server = await createServer({
    orm,
    log,
    config: parseConfig({ ...PATIENT, ...variables }),
    readiness: new Readiness(orm, log, { timeoutMs: PATIENCE_MS }),
    events,
    socketLimits: { initTimeoutMs: PATIENCE_MS, ...limits },
  });
  const address = await server.listen({ host: '127.0.0.1', port: 0 });
  open.add(server);
  return { server, events, address: `${new URL(address).host}/graphql` };
}

/** What one operation gets through a socket, one result at a time. */
export type Results = AsyncGenerator<ExecutionResult<Record<string, never>, unknown>>;

/**
 * A client of graphql-ws, as frontends use it.
 *
 * @param retryAttempts How often it comes back after it was closed.
 */
export function connect(address: string, retryAttempts = 0) {
  const closed = Promise.withResolvers<{ code: number; reason: string }>();
  const client = createClient({
    url: `ws://${address}`,
    webSocketImpl: WebSocket,
    retryAttempts,
    retryWait: async () => {},
    on: { closed: (event) => closed.resolve(event as { code: number; reason: string }) },
  });
  const disposable = { close: () => client.dispose() };
  open.add(disposable);
  return {
    /** How the socket was closed. */
    closed: closed.promise,
    run: (query: string, variables?: Record<string, unknown>): Results =>
      client.iterate({ query, variables }) as Results,
    close: () => client.dispose(),
  };
}

/** A socket without a client around it. */
export async function rawSocket(address: string, options: ClientOptions = {}): Promise<RawSocket> {
  const socket = new WebSocket(`ws://${address}`, 'graphql-transport-ws', options);
  open.add({ close: () => socket.terminate() });
  const messages: Message[] = [];
  socket.on('message', (data) => messages.push(JSON.parse(String(data))));
  socket.on('error', () => {});
  const closed = once(socket, 'close').then(([code, reason]) => ({ code, reason: String(reason) }));
  await once(socket, 'open');
  return {
    socket,
    messages,
    closed,
    send: (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message)),
    async next(type) {
      for (;;) {
        const found = messages.findIndex((message) => message.type === type);
        const [message] = found < 0 ? [] : messages.splice(found, 1);
        if (message !== undefined) {
          return message;
        }
        await once(socket, 'message');
      }
    },
  };
}

/** A message of the server. */
export interface Message {
  type: string;
  id?: string;
  // biome-ignore lint/suspicious/noExplicitAny: the shape is the operation's, and tests compare it.
  payload?: any;
}

export interface RawSocket {
  socket: WebSocket;
  /** What came and was not asked for yet. */
  messages: Message[];
  closed: Promise<{ code: number; reason: string }>;
  send(message: object | string): void;
  /** The next message of `type`. */
  next(type: string): Promise<Message>;
}

/** Sends an operation over HTTP that must succeed. */
// biome-ignore lint/suspicious/noExplicitAny: the shape of the data is the operation's, and tests compare it.
export async function post(address: string, query: string, variables?: object): Promise<any> {
  const response = await fetch(`http://${address}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = (await response.json()) as ExecutionResult;
  if (errors !== undefined) {
    throw new Error(`The operation failed: ${JSON.stringify(errors)}`);
  }
  return data;
}
