import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { stopAbandoned } from '../hang-up.ts';
import type { ServerMetrics } from '../metrics/server-metrics.ts';
import { newScope } from '../request-scope.ts';
import { requestLine } from './request-line.ts';

/** Probes come every few seconds and say nothing. */
const QUIET = new Set(['/livez', '/readyz', '/metrics']);

/**
 * Gives each request a scope, and when it is over one line in the log and its place in the metrics. Without its query
 * string, where a GET carries the contents of todos.
 */
export function logRequests(server: FastifyInstance, metrics: ServerMetrics): void {
  server.decorateRequest('scope', null);
  const over = (request: FastifyRequest, reply: FastifyReply, status?: number) => {
    const path = request.url.split('?', 1)[0] ?? '';
    const { scope } = request;
    request.scope = null;
    if (scope !== null && status === undefined) {
      stopAbandoned(scope);
    }
    // An answered request is closed, too.
    if (scope !== null && !QUIET.has(path)) {
      metrics.requestEnded(scope);
      const line = { method: request.method, path, status, ...requestLine(scope, reply.elapsedTime) };
      request.log.info(line, status === undefined ? 'Request: the client hung up' : 'Request');
    }
  };
  server.addHook('onRequest', (request, reply, done) => {
    request.scope = newScope(request.id, request.log);
    reply.raw.once('close', () => over(request, reply));
    done();
  });
  server.addHook('onResponse', (request, reply, done) => {
    over(request, reply, reply.statusCode);
    done();
  });
}
