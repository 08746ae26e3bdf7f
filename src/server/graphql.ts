import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import type { FastifyBaseLogger } from 'fastify';
import { GraphQLError, OperationTypeNode } from 'graphql';
import type { Config } from '../config.ts';
import type { Context } from '../resolvers/context.ts';
import { statusOfFailures } from './errors/failure-status.ts';
import { formatError } from './errors/format-error.ts';
import { limitOperations } from './limits/operation-limits.ts';
import { parseOptions, querySizeRule } from './limits/query-size.ts';
import { cutValues } from './logging/cut-values.ts';
import { observeOperations } from './observe-operations.ts';
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

/**
 * Apollo writes the text of errors into its lines as it is. What breaks while it answers comes to `formatError`, too,
 * which logs it.
 */
function withoutErrors(log: FastifyBaseLogger) {
  const write = (level: 'debug' | 'info' | 'warn') => (message: unknown) => log[level](textOf(message));
  return {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error(message: unknown) {
      if (!String(message).startsWith('Unexpected error processing request')) {
        log.error(textOf(message));
      }
    },
  };
}

function textOf(message: unknown): string {
  return cutValues(String(message), undefined);
}

/**
 * A started Apollo Server over the schema. With the explorer it also tells callers of near misses ("Did you mean …?").
 *
 * @param plugins Those that depend on what else the server is made of.
 */
export async function startApollo(
  config: Config,
  logger: FastifyBaseLogger,
  plugins: readonly ApolloServerPlugin<Context>[] = [],
) {
  const introspection = config.EXPLORER === 'true';
  const apollo = new ApolloServer<Context>({
    schema,
    introspection,
    hideSchemaDetailsFromClientErrors: !introspection,
    formatError,
    includeStacktraceInErrorResponses: false,
    allowBatchedHttpRequests: false,
    parseOptions: parseOptions(config),
    validationRules: [querySizeRule(config)],
    validationOptions: { maxErrors: config.MAX_ERRORS },
    executionOptions: { maxCoercionErrors: config.MAX_ERRORS },
    // Anybody could fill its cache with what nobody asks for, and what a query costs here is not its length.
    persistedQueries: false,
    csrfPrevention: true,
    // The process stops by shutdown.ts: Apollo's own handler would end it before requests in flight have finished.
    stopOnTerminationSignals: false,
    logger: withoutErrors(logger),
    plugins: [
      // Computing cache hints that no field declares is half of Apollo's own time per request.
      ApolloServerPluginCacheControlDisabled(),
      // Traces of Apollo's federation gateway.
      ApolloServerPluginInlineTraceDisabled(),
      observeOperations,
      refuseSubscriptions,
      statusOfFailures,
      limitOperations(config),
      // The landing page loads from a CDN; the explorer takes its place.
      ApolloServerPluginLandingPageDisabled(),
      ...plugins,
    ],
  });
  await apollo.start();
  return apollo;
}
