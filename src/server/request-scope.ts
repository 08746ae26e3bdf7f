import type { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyBaseLogger } from 'fastify';
import { type Activity, activity } from '../database/activity.ts';

/** What belongs to one request, wherever the code that needs it runs. */
export interface RequestScope extends Activity {
  /** Returned to the caller in `x-request-id` and in every error. */
  requestId: string;
  /** Writes lines that carry the request id. */
  log: FastifyBaseLogger;
}

/**
 * The scope of the GraphQL request that is being answered: Apollo's `formatError` gets no context. One storage serves
 * both the server and the database, which knows less of it, as each costs every asynchronous step a little.
 * Entered around the handler, not in a hook: after the body has been read, code runs in the context of the socket.
 */
export const requestScope = activity as AsyncLocalStorage<RequestScope>;

/** The scope of a request that has done nothing yet. */
export function newScope(requestId: string, log: FastifyBaseLogger): RequestScope {
  return { requestId, log, statements: 0, statementMs: 0 };
}
