import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { Config } from '../config.ts';
import type { Authenticator } from './authentication/authenticator.ts';
import { serveOwnMachineOnly } from './authentication/single-user.ts';
import { answerError, answerNotFound, errorBody } from './errors/answer-error.ts';
import { limitConnections } from './limits/connections.ts';
import { transportLimits } from './limits/http.ts';
import { logRequests } from './logging/request-log.ts';
import type { ServerMetrics } from './metrics/server-metrics.ts';
import type { Readiness } from './readiness.ts';
import { chooseRequestId } from './request-id.ts';
import { wantsSocket } from './subscriptions/upgrade.ts';

/** What every request meets, whatever it asks for. */
export interface HttpOptions {
  config: Config;
  log: FastifyBaseLogger;
  readiness: Readiness;
  metrics: ServerMetrics;
  authenticator: Authenticator;
}

/** An HTTP server without a route: request ids, the log, limits of what arrives, and answers to what goes wrong. */
export function openHttp({ config, log, readiness, metrics, authenticator }: HttpOptions): FastifyInstance {
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
  limitConnections(server.server, config, metrics, authenticator.isSingleUser);
  logRequests(server, metrics);
  server.decorateRequest('viewer', null);
  if (authenticator.isSingleUser) {
    serveOwnMachineOnly(server);
  }
  server.addHook('onListen', () => authenticator.warmUp());
  server.setErrorHandler(answerError);
  server.setNotFoundHandler(answerNotFound);
  return server;
}
