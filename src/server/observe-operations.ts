import type { ApolloServerPlugin } from '@apollo/server';
import type { Context } from '../resolvers/context.ts';
import { requestScope } from './request-scope.ts';

/** Puts into the scope of a request what the log and the metrics say of its operation. */
export const observeOperations: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    const scope = requestScope.getStore();
    return {
      async didResolveOperation({ operation, contextValue }) {
        if (scope !== undefined && operation !== undefined) {
          scope.operation = { kind: operation.operation, name: operation.name?.value };
          scope.viewerId = contextValue.viewer.id;
        }
      },
      async willSendResponse({ response: { body }, operation }) {
        if (scope !== undefined && operation?.operation === 'mutation' && body.kind === 'single') {
          for (const code of userErrorCodes(body.singleResult.data)) {
            scope.codes.add(code);
          }
        }
      },
    };
  },
  async unexpectedErrorProcessingRequest({ error }) {
    const scope = requestScope.getStore();
    if (scope !== undefined) {
      scope.failure = error;
    }
  },
};

/** The codes in `userErrors` of what a mutation answered, as far as the client asked for them. */
function userErrorCodes(data: Record<string, unknown> | null | undefined): string[] {
  return Object.values(data ?? {}).flatMap((payload) => {
    const { userErrors } = (payload ?? {}) as { userErrors?: unknown };
    return Array.isArray(userErrors)
      ? userErrors.flatMap(({ code }: { code?: unknown }) => (typeof code === 'string' ? [code] : []))
      : [];
  });
}
