import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import type { FastifyBaseLogger } from 'fastify';
import { GraphQLError, OperationTypeNode } from 'graphql';
import type { Context } from '../resolvers/context.ts';
import { formatError } from './errors.ts';
import { statusOfFailures } from './failure-status.ts';
import { schema } from './schema.ts';

/** graphql-js would answer a subscription that comes over HTTP as if it were a query, without an event. */
const refuseSubscriptions: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ operation }) {
        if (operation?.operation === OperationTypeNode.SUBSCRIPTION) {
          const message =
            'Subscriptions come over a WebSocket at this address: subprotocol graphql-transport-ws.';
          throw new GraphQLError(message, { extensions: { code: 'BAD_REQUEST', http: { status: 400 } } });
        }
      },
    };
  },
};

/** A started Apollo Server over the schema. `introspection` also tells callers of near misses ("Did you mean …?"). */
export async function startApollo(introspection: boolean, logger: FastifyBaseLogger) {
  const apollo = new ApolloServer<Context>({
    schema,
    introspection,
    hideSchemaDetailsFromClientErrors: !introspection,
    formatError,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    csrfPrevention: true,
    // The process stops by shutdown.ts: Apollo's own handler would end it before requests in flight have finished.
    stopOnTerminationSignals: false,
    logger,
    plugins: [
      // Computing cache hints that no field declares is half of Apollo's own time per request.
      ApolloServerPluginCacheControlDisabled(),
      // Traces of Apollo's federation gateway.
      ApolloServerPluginInlineTraceDisabled(),
      refuseSubscriptions,
      statusOfFailures,
      // The landing page loads from a CDN; the explorer takes its place.
      ApolloServerPluginLandingPageDisabled(),
    ],
  });
  await apollo.start();
  return apollo;
}
