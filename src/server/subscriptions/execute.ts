import { isAsyncIterable, mapAsyncIterator } from '@graphql-tools/utils';
import {
  createSourceEventStream,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLFormattedError,
} from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import type { Context } from '../../resolvers/context.ts';
import { formatError } from '../errors/format-error.ts';
import type { Deadlines, RequestTimeoutError } from '../limits/deadline.ts';
import { requestScope } from '../request-scope.ts';
import type { Connection } from './connection.ts';
import { countEvent, newOperationScope, type OperationScope, ofOperation } from './operation-scope.ts';
import type { PreparedOperation } from './prepare-operation.ts';
import type { ProtocolOptions } from './protocol.ts';

/** One operation of a client. */
export interface Operation extends PreparedOperation {
  contextValue: Context;
  payload: SubscribePayload;
  connection: Connection;
  scope: OperationScope;
}

/** Answers a query or mutation. */
export async function answer(
  { payload, contextValue, connection, scope }: Operation,
  { apollo, deadlines }: ProtocolOptions,
): Promise<ExecutionResult> {
  connection.began(payload);
  const { query, operationName, variables, extensions } = payload;
  const execution = async () => {
    const { body } = await apollo.executeOperation(
      {
        query,
        operationName: operationName ?? undefined,
        variables: variables ?? undefined,
        extensions: extensions ?? undefined,
      },
      { contextValue },
    );
    // Its errors have been formatted.
    return (body.kind === 'single' ? body.singleResult : body.initialResult) as ExecutionResult;
  };
  return requestScope.run(scope, () => deadlines.within(scope, execution, lateResult));
}

function lateResult(error: RequestTimeoutError): ExecutionResult {
  return { errors: [new GraphQLError(error.message, { extensions: { code: error.code } })] };
}

/** The answers of a subscription, one for each event; or why there are none. */
export async function subscribe(operation: Operation, { orm, metrics, deadlines }: ProtocolOptions) {
  const { scope } = operation;
  const source = await requestScope.run(scope, () => openSource(operation, deadlines));
  if (!isAsyncIterable(source)) {
    return source as ExecutionResult;
  }
  return mapAsyncIterator(source[Symbol.asyncIterator](), async (event) => {
    const eventScope: OperationScope = {
      ...newOperationScope(scope.requestId, scope.log),
      ...ofOperation(scope),
    };
    const contextValue = { ...operation.contextValue, em: orm.em.fork() };
    const executed = async () => execute({ ...operation, rootValue: event, contextValue });
    const executing = requestScope.run(eventScope, () => deadlines.within(eventScope, executed, lateResult));
    // Who leaves the subscription leaves this event.
    scope.controller = eventScope.controller;
    const result = await executing;
    const formatted = formatResult(result, { ...operation, scope: eventScope });
    countEvent(scope, eventScope, metrics);
    return { ...formatted, extensions: { cost: operation.cost } };
  });
}

/** The events; they are not listened for where that began too late for the client to hear of it. */
function openSource(operation: Operation, deadlines: Deadlines) {
  let isLate = false;
  const open = async () => {
    const source = await createSourceEventStream(operation);
    if (isLate && isAsyncIterable(source)) {
      await source[Symbol.asyncIterator]().return?.();
    }
    return source;
  };
  return deadlines.within<Awaited<ReturnType<typeof open>>>(operation.scope, open, (error) => {
    isLate = true;
    return lateResult(error);
  });
}

/** `result` in the form in which it leaves the server. */
export function formatResult(result: ExecutionResult, { connection, scope }: Operation): ExecutionResult {
  const { errors } = result;
  // What has been formatted stays as it is.
  return errors === undefined
    ? result
    : { ...result, errors: formatErrors(errors, connection, scope) as GraphQLError[] };
}

/** The form in which errors leave the server; as they are where nothing leaves any more. */
export function formatErrors(
  errors: readonly (GraphQLError | GraphQLFormattedError)[],
  connection: Connection,
  scope: OperationScope,
): GraphQLFormattedError[] {
  return requestScope.run(scope, () =>
    errors.map((error) =>
      error instanceof GraphQLError && connection.isOpen ? formatError(error.toJSON(), error) : error,
    ),
  );
}
