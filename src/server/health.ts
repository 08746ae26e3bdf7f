import type { FastifyInstance } from 'fastify';
import type { Readiness } from './readiness.ts';

/**
 * The probes of a load balancer or orchestrator. `/livez` answers while the process can; `/readyz` is 503 with the
 * reason while it should not be sent requests.
 */
export function serveHealth(server: FastifyInstance, readiness: Readiness): void {
  server.get('/livez', (_request, reply) => reply.header('cache-control', 'no-store').send({ status: 'ok' }));
  server.get('/readyz', async (_request, reply) => {
    const problem = await readiness.problem();
    reply.header('cache-control', 'no-store');
    if (problem !== undefined) {
      return reply.code(503).send({ status: 'not ready', ...problem });
    }
    const { warnings } = readiness;
    return reply.send(warnings.length > 0 ? { status: 'ready', warnings } : { status: 'ready' });
  });
}
