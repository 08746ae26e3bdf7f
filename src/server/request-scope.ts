import type { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyBaseLogger } from 'fastify';
import { type Activity, activity } from '../database/activity.ts';

/** What belongs to one request, wherever the code that needs it runs. */
export interface RequestScope extends Activity {
  /** Returned to the caller in `x-request-id` and in every error. */
  requestId: string;
  /** Writes lines that carry the request id. */
  log: FastifyBaseLogger;
  /** When it began, as `performance.now()` says it. */
  began: number;
  /** Stops what is being done for it: the one whose `signal` it has. */
  controller?: AbortController;
  /** The GraphQL operation, once it has been read and found valid. */
  operation?: Operation;
  /** What came of it: the codes of errors and of `userErrors`, each once. Empty where all went well. */
  codes: Set<string>;
  /** What broke outside of resolvers, where Apollo hands on an error of its own. */
  failure?: unknown;
  /** The unexpected errors that the log has. */
  logged?: Set<unknown>;
}

/** What a client asks for, by the name that it gave it. */
export interface Operation {
  kind: 'query' | 'mutation' | 'subscription';
  name?: string;
}

/**
 * The scope of the GraphQL request that is being answered: Apollo's `formatError` gets no context. One storage serves
 * both the server and the database, which knows less of it, as each costs every asynchronous step a little.
 * Entered around the handler, not in a hook: after the body has been read, code runs in the context of the socket.
 */
export const requestScope = activity as AsyncLocalStorage<RequestScope>;

/** The scope of a request that has done nothing yet. */
export function newScope(requestId: string, log: FastifyBaseLogger): RequestScope {
  return { requestId, log, began: performance.now(), statements: 0, statementMs: 0, codes: new Set() };
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Null until the first hook; where an address cannot be read there is none. */
    scope: RequestScope | null;
  }
}
