import { ApolloServerErrorCode } from '@apollo/server/errors';
import {
  type DocumentNode,
  type ExecutionArgs,
  GraphQLError,
  getOperationAST,
  parse,
  validate,
} from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import type { Config } from '../../config.ts';
import { judge, type OperationCost } from '../limits/operation-limits.ts';
import { parseOptions, querySizeRule } from '../limits/query-size.ts';
import { limitCodeOf } from '../limits/refusal.ts';
import { schema, validationRules } from '../schema.ts';

/** `error`, with the code that the same mistake has over HTTP. */
function withCode(error: GraphQLError, code: string): GraphQLError {
  const { message, nodes, source, positions } = error;
  const extensions = { code: limitCodeOf(error) ?? code };
  return new GraphQLError(message, { nodes, source, positions, extensions });
}

/** An operation that can be executed, and what it may cost. */
export interface PreparedOperation extends ExecutionArgs {
  cost: OperationCost | undefined;
}

/**
 * What a client asked for, ready to be executed; or what stands against it, as Apollo Server says it over HTTP.
 */
export function prepareOperation(
  { query, operationName, variables }: SubscribePayload,
  config: Config,
): PreparedOperation | readonly GraphQLError[] {
  let document: DocumentNode;
  try {
    document = parse(query, parseOptions(config));
  } catch (error) {
    return error instanceof GraphQLError
      ? [withCode(error, ApolloServerErrorCode.GRAPHQL_PARSE_FAILED)]
      : [new GraphQLError('The query cannot be read.', { extensions: { code: 'GRAPHQL_PARSE_FAILED' } })];
  }
  const introspection = config.EXPLORER === 'true';
  const rules = [...validationRules(introspection), querySizeRule(config)];
  const options = { hideSuggestions: !introspection, maxErrors: config.MAX_ERRORS };
  const errors = validate(schema, document, rules, options);
  if (errors.length > 0) {
    return errors.map((error) => withCode(error, ApolloServerErrorCode.GRAPHQL_VALIDATION_FAILED));
  }
  const operation = getOperationAST(document, operationName);
  if (!operation) {
    const message = operationName
      ? `Unknown operation named "${operationName}".`
      : 'Must provide operation name if query contains multiple operations.';
    const code = ApolloServerErrorCode.OPERATION_RESOLUTION_FAILURE;
    return [new GraphQLError(message, { extensions: { code } })];
  }
  const { cost, refusal } = judge({ document, operation, variables }, config);
  return refusal === undefined
    ? { schema, document, operationName, variableValues: variables, cost }
    : [refusal];
}
