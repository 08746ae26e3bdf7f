import type {
  ApolloServerPlugin,
  GraphQLRequest,
  GraphQLRequestListener,
  GraphQLResponse,
} from '@apollo/server';
import type { FastifyBaseLogger } from 'fastify';
import { OperationTypeNode } from 'graphql';
import type { Config } from '../config.ts';
import type { Orm } from '../database/orm.ts';
import { limitsOf } from '../database/postgresql/limits.ts';
import { Replicas } from '../database/replicas/replicas.ts';
import type { Context } from '../resolvers/context.ts';

/** The header that answers to mutations carry, and that a client may send with what it asks next. */
const HEADER = 'x-todo-read-after';
/** The same as a cookie, which browsers send by themselves. */
const COOKIE = 'todo-read-after';
/** The same as an extension of requests and answers, where there are no headers: on a socket. */
const EXTENSION = 'readAfter';

/**
 * The replicas that `config` names; undefined where it names none.
 *
 * @param timeoutMs How long the servers may take to say how they are, if not the usual time.
 */
export function openReplicas(
  orm: Orm,
  config: Config,
  log: FastifyBaseLogger,
  timeoutMs?: number,
): Replicas | undefined {
  const { DATABASE_REPLICA_URLS: locations, MIGRATION_DATABASE_URL: direct } = config;
  if (locations.length === 0 || direct.dialect !== 'postgresql') {
    return undefined;
  }
  const maxLagMs = config.DATABASE_REPLICA_MAX_LAG_MS;
  const limits = limitsOf(config);
  return new Replicas({ orm, directUrl: direct.url, locations, maxLagMs, timeoutMs, limits, log });
}

/** Lets replicas answer queries, and nothing else; and sees to it that viewers read what they wrote. */
export function readFromReplicas(replicas: Replicas): ApolloServerPlugin<Context> {
  const listener: GraphQLRequestListener<Context> = {
    async didResolveOperation({ operation, request, contextValue }) {
      if (operation?.operation === OperationTypeNode.QUERY) {
        contextValue.em = replicas.reader(contextValue.viewer.id, tokenIn(request)) ?? contextValue.em;
      }
    },
    async willSendResponse({ operation, request, response, contextValue }) {
      // One that failed may have been committed all the same.
      if (operation?.operation === OperationTypeNode.MUTATION) {
        const token = replicas.wrote(contextValue.viewer.id);
        if (token !== undefined) {
          putToken(token, request, response);
        }
      }
    },
  };
  return { requestDidStart: async () => listener };
}

/** What the client sends of the answer to a mutation. */
function tokenIn({ http, extensions }: GraphQLRequest): string | undefined {
  const cookie = http?.headers.get('cookie')?.match(/(?:^|;\s*)todo-read-after=([^;]*)/)?.[1];
  const given: unknown = http?.headers.get(HEADER) ?? extensions?.[EXTENSION] ?? cookie;
  return typeof given === 'string' || given === undefined ? given : 'none of ours';
}

function putToken(token: string, { http }: GraphQLRequest, { http: answer, body }: GraphQLResponse): void {
  if (http === undefined) {
    if (body.kind === 'single') {
      body.singleResult.extensions = { ...body.singleResult.extensions, [EXTENSION]: token };
    }
    return;
  }
  answer.headers.set(HEADER, token);
  if (http.headers.has('origin')) {
    answer.headers.set(
      'set-cookie',
      `${COOKIE}=${token}; Path=/graphql; Max-Age=600; HttpOnly; SameSite=Strict`,
    );
  }
}
