import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import type { FastifyBaseLogger } from 'fastify';
import type { Context } from '../resolvers/context.ts';
import { formatError } from './errors.ts';
import { schema } from './schema.ts';

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
      // The landing page loads from a CDN; the explorer takes its place.
      ApolloServerPluginLandingPageDisabled(),
    ],
  });
  await apollo.start();
  return apollo;
}
