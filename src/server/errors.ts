import { ApolloServerErrorCode, unwrapResolverError } from '@apollo/server/errors';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { GraphQLError, type GraphQLFormattedError, Kind } from 'graphql';
import { databaseFailure } from '../database/failure.ts';
import { logFailure } from './failure-log.ts';
import { tokenRefusal } from './limits/query-size.ts';
import { limitCodeOf } from './limits/refusal.ts';
import { type RequestScope, requestScope } from './request-scope.ts';

/** An error quotes what it is about, which may be as long as a body; a person reads this much of it, in characters. */
const MESSAGE_LENGTH = 1_000;
/** The places of an error in the query. */
const LOCATIONS = 20;

const MASKED = 'Something went wrong on the server. Its log has the cause under this request id.';

/** What an error may say to its caller beside its code. Whatever else one carries stays here. */
const PUBLIC_EXTENSIONS = ['argument', 'cost', 'limit', 'retryAfterSeconds'];

/** One request may fail in a thousand fields; so many lines of the log tell why. */
const MAX_LOGGED = 10;

/**
 * Whether graphql-js refused an argument while executing: it has no code of its own, though the caller is at fault.
 * Happens where a variable without a value meets a non-null position (specification, 6.4.1 "CoerceArgumentValues").
 */
function isArgumentError(error: unknown): boolean {
  const kind = error instanceof GraphQLError ? error.nodes?.[0]?.kind : undefined;
  return kind !== undefined && kind !== Kind.FIELD && kind !== Kind.OPERATION_DEFINITION;
}

/**
 * Whether graphql-js refused the variables as a whole, for too many errors in them: neither at a place of the document nor
 * while resolving a field, and caused by nothing. By its message, as what breaks elsewhere may look the same.
 */
function isVariablesError(error: unknown): boolean {
  return (
    error instanceof GraphQLError &&
    error.message.startsWith('Too many errors processing variables') &&
    error.nodes === undefined &&
    error.path === undefined &&
    error.originalError === undefined
  );
}

/** The code of the limit that `error` is about: Apollo Server gives what validation finds one code for all. */
function limitOf(error: GraphQLError): string | undefined {
  return (
    limitCodeOf(error) ??
    limitCodeOf(error.originalError) ??
    (error.extensions.code === ApolloServerErrorCode.GRAPHQL_PARSE_FAILED
      ? tokenRefusal(error)?.[0]
      : undefined)
  );
}

/** Whether `error` is but the wrapper of one that nobody foresaw: graphql-js takes over the extensions of what it wraps. */
function isWrapper({ originalError, extensions }: GraphQLError): boolean {
  return (
    originalError !== undefined &&
    originalError !== null &&
    !(originalError instanceof GraphQLError) &&
    (originalError as { extensions?: unknown }).extensions === extensions
  );
}

/** The code that tells the caller what to mend, or `undefined` for an error that is none of the caller's business. */
function codeFor(error: unknown): string | undefined {
  if (!(error instanceof GraphQLError) || isWrapper(error)) {
    return undefined;
  }
  const code = limitOf(error) ?? error.extensions.code;
  if (typeof code === 'string' && code !== ApolloServerErrorCode.INTERNAL_SERVER_ERROR) {
    return code;
  }
  return code === undefined && (isArgumentError(error) || isVariablesError(error))
    ? ApolloServerErrorCode.BAD_USER_INPUT
    : undefined;
}

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

/** The body of an answer that GraphQL did not make, in the form that GraphQL clients read. */
export function errorBody(message: string, code: string, requestId: string) {
  return { errors: [{ message, extensions: { code, requestId } }] };
}

/** What the caller did wrong, by the status of the answer; every other is a bad request. */
const CODE_BY_STATUS: Record<number, string> = {
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
};

/**
 * What may be told of an error that stands for a status below 500: Fastify's own messages, and those of JSON's parser.
 * Any library may set a status on an error whose message is about something else.
 */
function publicMessage({ code, name, message }: FastifyError): string {
  const isForClients = code?.startsWith('FST_') || code === 'ERR_INVALID_URL' || name === 'SyntaxError';
  return isForClients ? message : 'The request cannot be read.';
}

/** Answers what failed before GraphQL saw it: a body that is no JSON, too large, or of another type. */
export function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  // The integration of Apollo parses the address together with the Host header, which may be anything.
  const status = error?.code === 'ERR_INVALID_URL' ? 400 : (error?.statusCode ?? 500);
  const isMistake = status >= 400 && status < 500;
  const code = isMistake
    ? (CODE_BY_STATUS[status] ?? ApolloServerErrorCode.BAD_REQUEST)
    : ApolloServerErrorCode.INTERNAL_SERVER_ERROR;
  request.scope?.codes.add(code);
  if (isMistake) {
    return reply.code(status).send(errorBody(publicMessage(error), code, request.id));
  }
  request.log.error({ err: error }, 'Unexpected error');
  return reply.code(500).send(errorBody(MASKED, code, request.id));
}

/** Answers an address where nothing is. */
export function answerNotFound(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const path = request.url.split('?', 1)[0];
  const message = `Nothing is at ${request.method} ${path}. The API is at /graphql.`;
  request.scope?.codes.add('NOT_FOUND');
  return reply.code(404).send(errorBody(message, 'NOT_FOUND', request.id));
}
