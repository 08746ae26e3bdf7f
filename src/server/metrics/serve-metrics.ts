import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Registry } from 'prom-client';
import type { Config } from '../../config.ts';
import { isLoopback } from '../authentication/loopback.ts';
import { errorBody } from '../errors/answer-error.ts';
import { processMetrics } from './process-metrics.ts';
import type { ServerMetrics } from './server-metrics.ts';

const PATH = '/metrics';

/**
 * Answers Prometheus, and no stranger: with METRICS_TOKEN who sends it as a bearer token; without, programs on the same
 * machine where the product is for one person on it. For all others nothing is there.
 */
export function serveMetrics(
  server: FastifyInstance,
  metrics: ServerMetrics,
  { METRICS_TOKEN: token }: Config,
  isSingleUser: boolean,
): void {
  if (token === undefined && !isSingleUser) {
    return;
  }
  const isAllowed = token === undefined ? isLocal : bearing(token);
  // From the beginning, not from the first question on: what happened before would be missing.
  server.addHook('onListen', async () => void processMetrics());
  server.get(PATH, async (request, reply) => {
    reply.header('cache-control', 'no-store');
    if (!isAllowed(request)) {
      return token === undefined
        ? reply.callNotFound()
        : reply
            .code(401)
            .header('www-authenticate', 'Bearer')
            .send(errorBody('Send METRICS_TOKEN as a bearer token.', 'UNAUTHENTICATED', request.id));
    }
    const all = Registry.merge([metrics.registry, processMetrics()]);
    return reply.type(all.contentType).send(await all.metrics());
  });
}

/** In constant time, whatever was sent. */
function bearing(token: string): (request: FastifyRequest) => boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const expected = digest(token);
  return ({ headers }) => {
    const given = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
    return given !== undefined && timingSafeEqual(digest(given), expected);
  };
}

/** Not by way of a proxy on this machine, which speaks for strangers. */
function isLocal({ socket, headers }: FastifyRequest): boolean {
  const isProxied = ['forwarded', 'via', 'x-forwarded-for', 'x-real-ip'].some((name) => name in headers);
  return !isProxied && isLoopback(socket.remoteAddress ?? '');
}
