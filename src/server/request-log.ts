import type { FastifyInstance } from 'fastify';

/** Probes come every few seconds and say nothing. */
const QUIET = new Set(['/livez', '/readyz']);

/** Writes one line per request. Without its query string, where a GET carries the contents of todos. */
export function logRequests(server: FastifyInstance): void {
  server.addHook('onResponse', (request, reply, done) => {
    const path = request.url.split('?', 1)[0] ?? '';
    if (!QUIET.has(path)) {
      const ms = Math.round(reply.elapsedTime * 10) / 10;
      request.log.info({ method: request.method, path, status: reply.statusCode, ms }, 'Request');
    }
    done();
  });
}
