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
import { schema, validationRules } from '../schema.ts';

/** `error`, with the code that the same mistake has over HTTP. */
function withCode(error: GraphQLError, code: string): GraphQLError {
  const { message, nodes, source, positions } = error;
  return new GraphQLError(message, { nodes, source, positions, extensions: { code } });
}

/**
 * What a client asked for, ready to be executed; or what stands against it, as Apollo Server says it over HTTP.
 *
 * @param introspection Whether the schema may be asked for, and near misses are told ("Did you mean …?").
 */
export function prepareOperation(
  { query, operationName, variables }: SubscribePayload,
  introspection: boolean,
): ExecutionArgs | readonly GraphQLError[] {
  let document: DocumentNode;
  try {
    document = parse(query);
  } catch (error) {
    return error instanceof GraphQLError
      ? [withCode(error, ApolloServerErrorCode.GRAPHQL_PARSE_FAILED)]
      : [new GraphQLError('The query cannot be read.', { extensions: { code: 'GRAPHQL_PARSE_FAILED' } })];
  }
  const options = { hideSuggestions: !introspection };
  const errors = validate(schema, document, validationRules(introspection), options);
  if (errors.length > 0) {
    return errors.map((error) => withCode(error, ApolloServerErrorCode.GRAPHQL_VALIDATION_FAILED));
  }
  if (!getOperationAST(document, operationName)) {
    const message = operationName
      ? `Unknown operation named "${operationName}".`
      : 'Must provide operation name if query contains multiple operations.';
    const code = ApolloServerErrorCode.OPERATION_RESOLUTION_FAILURE;
    return [new GraphQLError(message, { extensions: { code } })];
  }
  return { schema, document, operationName, variableValues: variables };
}
