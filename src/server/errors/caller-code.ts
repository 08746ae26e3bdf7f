import { ApolloServerErrorCode } from '@apollo/server/errors';
import { GraphQLError, Kind } from 'graphql';
import { tokenRefusal } from '../limits/query-size.ts';
import { limitCodeOf } from '../limits/refusal.ts';

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
export function codeFor(error: unknown): string | undefined {
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
