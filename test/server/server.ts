import type { FastifyInstance } from 'fastify';
import { parseConfig } from '../../src/config.ts';
import type { Orm } from '../../src/database/orm.ts';
import { Readiness, type ReadinessOptions } from '../../src/server/readiness.ts';
import { createServer } from '../../src/server/server.ts';
import { PATIENCE_MS, PATIENT } from '../support/patience.ts';
import { keptLog, type LogLine } from './log-lines.ts';

/** A server that no port leads to, and what it logs. */
export interface TestServer {
  server: FastifyInstance;
  log: LogLine[];
  /** Sends `query` as a GraphQL client does; gives the parsed answer. */
  ask(query: string, variables?: object, headers?: Record<string, string>): Promise<Answer>;
}

/** An answer of the API. */
export interface Answer {
  status: number;
  headers: Record<string, unknown>;
  data?: unknown;
  errors?: { message: string; path?: unknown; extensions: Record<string, unknown> }[];
}

/** A server over `orm`, configured by `variables`; else patient. Needs no close: it holds nothing but memory. */
export async function testServer(
  orm: Orm,
  variables: NodeJS.ProcessEnv = {},
  readiness: ReadinessOptions = {},
): Promise<TestServer> {
  const { log, lines } = keptLog();
  const server = await createServer({
    orm,
    log,
    config: parseConfig({ ...PATIENT, ...variables }),
    readiness: new Readiness(orm, log, { timeoutMs: PATIENCE_MS, ...readiness }),
    replicaTimeoutMs: PATIENCE_MS,
  });
  return {
    server,
    log: lines,
    async ask(query, variables, headers) {
      const {
        statusCode,
        body,
        headers: received,
      } = await server.inject({
        method: 'POST',
        url: '/graphql',
        headers: { 'content-type': 'application/json', ...headers },
        payload: { query, variables },
      });
      return { status: statusCode, headers: received, ...JSON.parse(body) };
    },
  };
}
