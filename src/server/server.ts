import { fastifyApolloHandler } from '@as-integrations/fastify';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { Config } from '../config.ts';
import type { Orm } from '../database/orm.ts';
import { type LiveEvents, openLiveEvents } from '../events/live-events.ts';
import { authenticateRequests } from './authentication/authenticate-requests.ts';
import { createAuthenticator } from './authentication/authenticator.ts';
import { serveOwnMachineOnly } from './authentication/single-user.ts';
import { contextFactory } from './context.ts';
import { answerError, answerNotFound, errorBody } from './errors.ts';
import { sendPage, serveExplorerFiles, wantsPage } from './explorer/explorer.ts';
import { startApollo } from './graphql.ts';
import { serveHealth } from './health.ts';
import { allowOrigins } from './limits/cors.ts';
import { Deadlines } from './limits/deadline.ts';
import { refuseCompressed, transportLimits } from './limits/http.ts';
import { RateLimits } from './limits/rate-limits.ts';
import { logRequests } from './logging/request-log.ts';
import { addGauges } from './metrics/gauges.ts';
import { serveMetrics } from './metrics/serve-metrics.ts';
import { ServerMetrics } from './metrics/server-metrics.ts';
import { Readiness } from './readiness.ts';
import { openReplicas, readFromReplicas } from './replica-reads.ts';
import { chooseRequestId } from './request-id.ts';
import { newScope, requestScope } from './request-scope.ts';
import { serveSdl } from './sdl.ts';
import { type SocketLimits, socketLimitsOf } from './subscriptions/limits.ts';
import { createProtocol } from './subscriptions/protocol.ts';
import { serveSubscriptions } from './subscriptions/subscriptions.ts';
import { wantsSocket } from './subscriptions/upgrade.ts';

/** What a server is made of. */
export interface ServerOptions {
  orm: Orm;
  log: FastifyBaseLogger;
  config: Config;
  /** Shared with whoever stops the process. */
  readiness?: Readiness;
  /** The live updates; closed with the server. By default over the connection of `orm`. */
  events?: LiveEvents;
  socketLimits?: Partial<SocketLimits>;
}

/**
 * The HTTP server, not listening yet: `inject` asks it without a port, `listen` opens one. Closing it waits for the
 * requests in flight; the ORM stays open.
 */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const { orm, log, config, readiness = new Readiness(orm, log) } = options;
  const metrics = new ServerMetrics();
  const { events = openLiveEvents({ em: orm.em, log, listenAt: orm.config.get('clientUrl') ?? '' }) } =
    options;
  const authenticator = createAuthenticator(config, log);
  // Browsers get GraphiQL, introspection is answered and the SDL published.
  const explorer = config.EXPLORER === 'true';
  const transport = transportLimits(config);
  const server: FastifyInstance = Fastify({
    loggerInstance: log,
    // logRequests and answerError write what is worth a line.
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: chooseRequestId,
    // An address that cannot be read.
    frameworkErrors: answerError,
    ...transport,
    http: { ...transport.http, shouldUpgradeCallback: wantsSocket, requireHostHeader: false },
  });
  server.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    // Nothing here is to be taken for another type than it says.
    reply.header('x-content-type-options', 'nosniff');
    // RFC 9112, 3.2; Node itself would say so without a word.
    if (request.raw.httpVersion === '1.1' && request.raw.headers.host === undefined) {
      return reply.code(400).send(errorBody('The request has no Host header.', 'BAD_REQUEST', request.id));
    }
  });
  server.addHook('onSend', async (_request, reply) => {
    if (readiness.isShuttingDown) {
      // Else the connection of a request in flight would stay open, idle, and hold the process.
      reply.header('connection', 'close');
    }
  });
  logRequests(server, metrics);
  server.decorateRequest('viewer', null);
  if (authenticator.isSingleUser) {
    serveOwnMachineOnly(server);
  }
  server.addHook('onListen', () => authenticator.warmUp());
  server.setErrorHandler(answerError);
  server.setNotFoundHandler(answerNotFound);

  await allowOrigins(server, config.CORS_ORIGINS ?? []);

  const replicas = openReplicas(orm, config, log);
  const apollo = await startApollo(config, log, replicas ? [readFromReplicas(replicas)] : []);
  server.addHook('onClose', () => apollo.stop());
  if (replicas !== undefined) {
    events.hub.beforeEach(({ ownerId }) => replicas.heard(ownerId));
    server.addHook('onClose', () => replicas.close());
  }
  const rates = new RateLimits(config, authenticator.isSingleUser);
  const deadlines = new Deadlines(config.REQUEST_TIMEOUT_MS);
  const answer = fastifyApolloHandler(apollo, { context: contextFactory(orm, events) });
  server.route({
    // Apollo answers the methods that GraphQL does not use, with 405.
    method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    url: '/graphql',
    // Neither the explorer's page nor what a browser asks before it sends a token (Fetch, 4.8 "CORS-preflight fetch").
    onRequest: [
      rates.limitAddress,
      refuseCompressed,
      authenticateRequests(
        authenticator,
        (request) => request.method === 'OPTIONS' || (explorer && wantsPage(request)),
      ),
      rates.limitUser,
    ],
    onResponse: rates.countFailures,
    handler(request, reply) {
      if (explorer && wantsPage(request)) {
        return sendPage(reply);
      }
      reply.header('cache-control', 'no-store');
      const scope = request.scope ?? newScope(request.id, request.log);
      return requestScope.run(scope, () =>
        deadlines.within(
          scope,
          async () => answer.call(server, request, reply),
          ({ message, code }) => void reply.code(503).send(errorBody(message, code, request.id)),
        ),
      );
    },
  });
  const limits = { ...socketLimitsOf(config), ...options.socketLimits };
  const protocol = createProtocol({
    orm,
    events,
    apollo,
    authenticator,
    config,
    limits,
    deadlines,
    rates,
    metrics,
  });
  const { isSingleUser } = authenticator;
  const sockets = serveSubscriptions(server, protocol, {
    limits,
    metrics,
    isSingleUser,
    rates,
    origins: config.CORS_ORIGINS ?? [],
  });
  addGauges(metrics.registry, { orm, readiness, hub: events.hub, sockets: () => sockets.size, replicas });
  server.addHook('onClose', () => events.close());
  server.get('/', (_request, reply) => reply.redirect('/graphql'));
  if (explorer) {
    serveExplorerFiles(server);
    serveSdl(server);
  }
  serveHealth(server, readiness);
  serveMetrics(server, metrics, config, isSingleUser);
  return server;
}
