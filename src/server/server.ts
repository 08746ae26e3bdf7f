import { promisify } from 'node:util';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { Config } from '../config.ts';
import type { Orm } from '../database/orm.ts';
import { type LiveEvents, openLiveEvents } from '../events/live-events.ts';
import { createAuthenticator } from './authentication/authenticator.ts';
import { contextFactory } from './context.ts';
import { serveExplorerFiles } from './explorer/explorer.ts';
import { startApollo } from './graphql.ts';
import { serveGraphql } from './graphql-route.ts';
import { serveHealth } from './health.ts';
import { openHttp } from './http.ts';
import { allowOrigins } from './limits/cors.ts';
import { Deadlines } from './limits/deadline.ts';
import { RateLimits } from './limits/rate-limits.ts';
import { addGauges } from './metrics/gauges.ts';
import { serveMetrics } from './metrics/serve-metrics.ts';
import { ServerMetrics } from './metrics/server-metrics.ts';
import { Readiness } from './readiness.ts';
import { openReplicas, readFromReplicas } from './replica-reads.ts';
import { serveSdl } from './sdl.ts';
import { type SocketLimits, socketLimitsOf } from './subscriptions/limits.ts';
import { createProtocol } from './subscriptions/protocol.ts';
import { serveSubscriptions } from './subscriptions/subscriptions.ts';

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
  /** How long replicas may take to say how they are. */
  replicaTimeoutMs?: number;
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
  const server = openHttp({ config, log, readiness, metrics, authenticator });
  await allowOrigins(server, config.CORS_ORIGINS ?? []);

  const replicas = openReplicas(orm, config, log, options.replicaTimeoutMs);
  const apollo = await startApollo(config, log, replicas ? [readFromReplicas(replicas)] : []);
  server.addHook('onClose', () => apollo.stop());
  if (replicas !== undefined) {
    events.hub.beforeEach(({ ownerId }) => replicas.heard(ownerId));
    server.addHook('onClose', () => replicas.close());
  }
  const rates = new RateLimits(config, authenticator.isSingleUser);
  const deadlines = new Deadlines(config.REQUEST_TIMEOUT_MS);
  // After CORS, so that a page of another origin can read what it is refused with.
  server.addHook('onRequest', rates.limitAddress);
  const context = contextFactory(orm, events);
  serveGraphql(server, { apollo, context, authenticator, rates, deadlines, explorer });
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
  addGauges(metrics.registry, {
    orm,
    readiness,
    hub: events.hub,
    connections: promisify(server.server.getConnections.bind(server.server)),
    sockets: () => sockets.size,
    replicas,
  });
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
