import type { ApolloServerPlugin } from '@apollo/server';
import type { DatabaseFailure } from '../../database/failure.ts';
import type { Context } from '../../resolvers/context.ts';

/** RFC 9110, 15.6.4 and 15.6.1; RFC 4918, 11.5 "507 Insufficient Storage". */
const STATUS: Record<DatabaseFailure['code'], number> = {
  DATABASE_UNAVAILABLE: 503,
  DEADLINE_EXCEEDED: 503,
  DATABASE_FULL: 507,
  DATABASE_DAMAGED: 500,
};
const STATUS_BY_CODE: ReadonlyMap<unknown, number> = new Map(Object.entries(STATUS));

/**
 * Answers with a status of its own where the database failed the whole request, so that what stands in front of the
 * API, and counts or tries elsewhere, needs to know no GraphQL. An answer with a part of the data is one.
 */
export const statusOfFailures: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    return {
      async willSendResponse({ response: { body, http } }) {
        if (body.kind === 'single' && body.singleResult.data == null) {
          const statuses = body.singleResult.errors?.map(({ extensions }) =>
            STATUS_BY_CODE.get(extensions?.code),
          );
          http.status = statuses?.find((status) => status !== undefined) ?? http.status;
        }
      },
    };
  },
};
