import type { ApolloServer } from '@apollo/server';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance } from 'fastify';
import type { Context } from '../resolvers/context.ts';
import { authenticateRequests } from './authentication/authenticate-requests.ts';
import type { Authenticator } from './authentication/authenticator.ts';
import type { contextFactory } from './context.ts';
import { refuse } from './errors/answer-error.ts';
import { sendPage, wantsPage } from './explorer/explorer.ts';
import type { Deadlines } from './limits/deadline.ts';
import { refuseCompressed } from './limits/http.ts';
import type { RateLimits } from './limits/rate-limits.ts';
import { requestScope } from './request-scope.ts';

/** What stands between a request and Apollo Server. */
export interface GraphqlRouteOptions {
  apollo: ApolloServer<Context>;
  context: ReturnType<typeof contextFactory>;
  authenticator: Authenticator;
  rates: RateLimits;
  deadlines: Deadlines;
  /** Whether browsers get GraphiQL here. */
  explorer: boolean;
}

/** Answers GraphQL over HTTP, in the order of what it costs to refuse: address, token, user, body, query. */
export function serveGraphql(server: FastifyInstance, options: GraphqlRouteOptions): void {
  const { apollo, context, authenticator, rates, deadlines, explorer } = options;
  const answer = fastifyApolloHandler(apollo, { context });
  server.route({
    // Apollo answers the methods that GraphQL does not use, with 405.
    method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'],
    url: '/graphql',
    // Neither the explorer's page nor what a browser asks before it sends a token (Fetch, 4.8 "CORS-preflight fetch").
    onRequest: [
      refuseCompressed,
      authenticateRequests(
        authenticator,
        (request) => request.method === 'OPTIONS' || (explorer && wantsPage(request)),
      ),
      rates.limitUser,
    ],
    onResponse: rates.countFailures,
    handler(request, reply) {
      const { scope } = request;
      if (scope === null) {
        // The client hung up while it was found out who it is: nothing of it has begun, and nothing does.
        return reply.hijack();
      }
      if (explorer && wantsPage(request)) {
        return sendPage(reply);
      }
      reply.header('cache-control', 'no-store');
      return requestScope.run(scope, () =>
        deadlines.within(
          scope,
          async () => answer.call(server, request, reply),
          ({ message, code }) => void refuse(request, reply, { status: 503, code, message }),
        ),
      );
    },
  });
}
