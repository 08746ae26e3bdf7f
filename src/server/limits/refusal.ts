import { GraphQLError } from 'graphql';

/**
 * The codes with which limits refuse an operation: what is over the limit, and the variable that moves it. Clients find
 * them in `extensions.code`, with HTTP status 400.
 */
export const OPERATION_LIMITS = {
  TOO_MANY_CHARACTERS: 'QUERY_MAX_LENGTH',
  TOO_MANY_TOKENS: 'QUERY_MAX_TOKENS',
  TOO_DEEP: 'QUERY_MAX_DEPTH',
  TOO_MANY_FIELDS: 'QUERY_MAX_FIELDS',
  TOO_MANY_ALIASES: 'QUERY_MAX_ALIASES',
  TOO_MANY_ROOT_FIELDS: 'QUERY_MAX_ROOT_FIELDS',
  TOO_MANY_DIRECTIVES: 'QUERY_MAX_DIRECTIVES',
  TOO_EXPENSIVE: 'QUERY_MAX_COST',
  VARIABLES_TOO_DEEP: 'VARIABLES_MAX_DEPTH',
} as const;

/** Why an operation is refused. */
export type LimitCode = keyof typeof OPERATION_LIMITS;

/** The refusal of an operation that is over a limit, whoever says so: Apollo Server, or graphql-ws. */
export function overLimit(code: LimitCode, message: string, more?: Record<string, unknown>): GraphQLError {
  return new GraphQLError(message, { extensions: { code, ...more, http: { status: 400 } } });
}

/** The code of the limit that `error` tells of, if it does. */
export function limitCodeOf(error: unknown): LimitCode | undefined {
  const code = error instanceof GraphQLError ? error.extensions.code : undefined;
  return typeof code === 'string' && Object.hasOwn(OPERATION_LIMITS, code) ? (code as LimitCode) : undefined;
}
