import type { ApolloServerPlugin } from '@apollo/server';
import type { DatabaseFailure } from '../database/failure.ts';
import type { Context } from '../resolvers/context.ts';

const CODES: ReadonlySet<unknown> = new Set<DatabaseFailure['code']>([
  'DATABASE_UNAVAILABLE',
  'DEADLINE_EXCEEDED',
]);

/**
 * Answers 503 where the database failed the whole request (RFC 9110, 15.6.4), so that what stands in front of the API,
 * and counts or tries elsewhere, needs to know no GraphQL. An answer with a part of the data is one.
 */
export const statusOfFailures: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    return {
      async willSendResponse({ response: { body, http } }) {
        if (body.kind === 'single' && body.singleResult.data == null) {
          const { errors } = body.singleResult;
          if (errors?.some(({ extensions }) => CODES.has(extensions?.code))) {
            http.status = 503;
          }
        }
      },
    };
  },
};
