import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyBaseLogger } from 'fastify';

/** What belongs to one request, wherever the code that needs it runs. */
export interface RequestScope {
  /** Returned to the caller in `x-request-id` and in every error. */
  requestId: string;
  /** Writes lines that carry the request id. */
  log: FastifyBaseLogger;
}

/**
 * The scope of the GraphQL request that is being answered: Apollo's `formatError` gets no context.
 * Entered around the handler, not in a hook: after the body has been read, code runs in the context of the socket.
 */
export const requestScope = new AsyncLocalStorage<RequestScope>();
