import { ApolloServerErrorCode, unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLFormattedError } from 'graphql';
import { databaseFailure } from '../../database/failure.ts';
import { tokenRefusal } from '../limits/query-size.ts';
import { type RequestScope, requestScope } from '../request-scope.ts';
import { codeFor } from './caller-code.ts';
import { logFailure } from './failure-log.ts';

/** An error quotes what it is about, which may be as long as a body; a person reads this much of it, in characters. */
const MESSAGE_LENGTH = 1_000;
/** The places of an error in the query. */
const LOCATIONS = 20;

/** What is said of what nobody foresaw. */
export const MASKED = 'Something went wrong on the server. Its log has the cause under this request id.';

/** What an error may say to its caller beside its code. Whatever else one carries stays here. */
const PUBLIC_EXTENSIONS = ['argument', 'cost'];

/** One request may fail in a thousand fields; so many lines of the log tell why. */
const MAX_LOGGED = 10;

/** What was thrown: graphql-js wraps what is no Error of its own realm (those of the system are none under jest). */
function thrownValueOf(error: unknown): unknown {
  return error instanceof Error && 'thrownValue' in error ? error.thrownValue : error;
}

/** Whatever can be thrown, with getters that throw, can be answered. */
function failureOf(error: unknown): ReturnType<typeof databaseFailure> {
  try {
    return databaseFailure(error);
  } catch {
    return undefined;
  }
}

function publicExtensions({ extensions }: GraphQLFormattedError): Record<string, unknown> {
  return Object.fromEntries(
    PUBLIC_EXTENSIONS.flatMap((name) => (extensions?.[name] === undefined ? [] : [[name, extensions[name]]])),
  );
}

/** Logs what nobody foresaw, with its cause: once, in however many fields it comes up. */
function logUnexpected(scope: RequestScope, error: unknown, path: GraphQLFormattedError['path']): void {
  // Apollo hands on an error of its own in the place of one that was thrown outside of resolvers.
  const cause = scope.failure ?? error;
  scope.logged ??= new Set();
  if (scope.logged.has(cause) || scope.logged.size >= MAX_LOGGED) {
    return;
  }
  scope.logged.add(cause);
  scope.log.error({ err: cause, path }, 'Unexpected error');
}

/**
 * The form in which an error leaves the server: with its code and the request id. One that nobody foresaw is
 * logged with its cause and says nothing else (OWASP, "Error Handling"). Where the database is away or too slow, that is
 * all that is said.
 */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const scope = requestScope.getStore();
  const { message, locations, path } = formatted;
  const original = thrownValueOf(unwrapResolverError(error));
  const code = codeFor(original);
  const failure = code === undefined ? failureOf(original) : undefined;
  scope?.codes.add(code ?? failure?.code ?? ApolloServerErrorCode.INTERNAL_SERVER_ERROR);
  if (code !== undefined) {
    const told = code === 'TOO_MANY_TOKENS' ? (tokenRefusal(formatted)?.[1] ?? message) : message;
    const places = locations?.slice(0, LOCATIONS);
    const extensions = { ...publicExtensions(formatted), code, requestId: scope?.requestId };
    return { message: shortened(told), locations: places, path, extensions };
  }
  if (failure !== undefined) {
    if (scope !== undefined) {
      logFailure(scope.log, failure, original);
    }
    const extensions = { code: failure.code, requestId: scope?.requestId };
    return { message: failure.message, locations, path, extensions };
  }
  if (scope !== undefined) {
    logUnexpected(scope, original, path);
  }
  const extensions = { code: ApolloServerErrorCode.INTERNAL_SERVER_ERROR, requestId: scope?.requestId };
  return { message: MASKED, locations, path, extensions };
}

function shortened(message: string): string {
  return message.length > MESSAGE_LENGTH ? `${message.slice(0, MESSAGE_LENGTH).toWellFormed()}…` : message;
}
