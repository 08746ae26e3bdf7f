import type { ApolloServer } from '@apollo/server';
import { isAsyncIterable, mapAsyncIterator } from '@graphql-tools/utils';
import {
  createSourceEventStream,
  type ExecutionArgs,
  type ExecutionResult,
  execute,
  GraphQLError,
  type GraphQLFormattedError,
} from 'graphql';
import { type ConnectionInitMessage, makeServer, type Server, type SubscribePayload } from 'graphql-ws';
import type { Config } from '../../config.ts';
import type { Orm } from '../../database/orm.ts';
import { SubscriptionEndedError } from '../../events/errors.ts';
import type { EventFilter } from '../../events/event-hub.ts';
import type { LiveEvents } from '../../events/live-events.ts';
import type { Context } from '../../resolvers/context.ts';
import { viewerOf } from '../authentication/authenticate-requests.ts';
import type { Authenticator } from '../authentication/authenticator.ts';
import { formatError } from '../errors.ts';
import { newScope, requestScope } from '../request-scope.ts';
import { closingAfter, TOKEN_EXPIRED } from './close-codes.ts';
import type { Connection } from './connection.ts';
import type { SocketLimits } from './limits.ts';
import { type PreparedOperation, prepareOperation } from './prepare-operation.ts';
import { signIn } from './sign-in.ts';

/** What operations that arrive through a socket need. */
export interface ProtocolOptions {
  orm: Orm;
  events: LiveEvents;
  apollo: ApolloServer<Context>;
  authenticator: Authenticator;
  config: Config;
  limits: SocketLimits;
}

/** One operation of a client. */
interface Operation extends PreparedOperation {
  contextValue: Context;
  id: string;
  payload: SubscribePayload;
  connection: Connection;
}

/**
 * The protocol graphql-transport-ws over sockets. Queries and mutations are answered by Apollo Server, as over HTTP.
 * Of a subscription each event is executed by itself, with an EntityManager of its own.
 */
export function createProtocol(options: ProtocolOptions): Server<Connection> {
  const { limits, config, authenticator } = options;
  return makeServer<ConnectionInitMessage['payload'], Connection>({
    connectionInitWaitTimeout: limits.initTimeoutMs,
    onConnect: ({ extra, connectionParams }) => signIn(extra, connectionParams, authenticator),
    onSubscribe({ extra: connection, subscriptions }, id, payload) {
      const refusal = refuse(connection, Object.keys(subscriptions).length, limits);
      const prepared = refusal ?? prepareOperation(payload, config);
      return 'schema' in prepared
        ? { ...prepared, id, payload, connection, contextValue: contextOf(connection, options) }
        : prepared;
    },
    execute: (args: ExecutionArgs) => answer(args as Operation, options),
    subscribe: (args: ExecutionArgs) => subscribe(args as Operation, options),
    onNext: ({ extra }, _id, _payload, { contextValue }, result) => ({
      ...result,
      errors: result.errors && formatErrors(result.errors, extra, (contextValue as Context).requestId),
    }),
    onError: ({ extra }, _id, _payload, errors) => formatErrors(errors, extra, extra.nextRequestId()),
    onComplete: ({ extra }, id) => extra.answered(id),
  });
}

function refuse(connection: Connection, operations: number, { operations: most }: SocketLimits) {
  const refusal = (message: string, code: string) => [new GraphQLError(message, { extensions: { code } })];
  if (connection.isClosing) {
    return connection.closing === TOKEN_EXPIRED
      ? refusal(TOKEN_EXPIRED.reason, 'UNAUTHENTICATED')
      : refusal('The server is shutting down. Connect again.', 'SHUTTING_DOWN');
  }
  return operations > most
    ? refusal(`There are ${most} operations on this socket. Complete one first.`, 'TOO_MANY_OPERATIONS')
    : undefined;
}

function contextOf(connection: Connection, { orm, events }: ProtocolOptions): Context {
  const close = (error: SubscriptionEndedError) => connection.close(closingAfter(error));
  return {
    em: orm.em.fork(),
    viewer: viewerOf(connection),
    requestId: connection.nextRequestId(),
    publisher: events.publisher,
    subscribe(filter: EventFilter) {
      // The whole socket, as its buffer is what is full; and as clients come back after that, and read anew.
      return events.subscribe(filter, close).catch((error: unknown) => {
        if (error instanceof SubscriptionEndedError) {
          close(error);
        }
        throw error;
      });
    },
  };
}

/** Answers a query or mutation. */
async function answer(
  { id, payload, contextValue, connection }: Operation,
  { apollo }: ProtocolOptions,
): Promise<ExecutionResult> {
  connection.began(id);
  const { query, operationName, variables, extensions } = payload;
  const scope = scopeOf(connection, contextValue.requestId);
  const { body } = await requestScope.run(scope, () =>
    apollo.executeOperation(
      {
        query,
        operationName: operationName ?? undefined,
        variables: variables ?? undefined,
        extensions: extensions ?? undefined,
      },
      { contextValue },
    ),
  );
  const result = body.kind === 'single' ? body.singleResult : body.initialResult;
  // Its errors have been formatted.
  return result as ExecutionResult;
}

async function subscribe(operation: Operation, { orm }: ProtocolOptions) {
  const source = await createSourceEventStream(operation);
  if (!isAsyncIterable(source)) {
    return source as ExecutionResult;
  }
  const { cost } = operation;
  return mapAsyncIterator(source[Symbol.asyncIterator](), async (event) => ({
    ...(await execute({
      ...operation,
      rootValue: event,
      contextValue: { ...operation.contextValue, em: orm.em.fork() },
    })),
    extensions: { cost },
  }));
}

function scopeOf({ log }: Connection, requestId: string) {
  return newScope(requestId, log.child({ requestId }));
}

/** The form in which errors leave the server; as they are where nothing leaves any more. */
function formatErrors(
  errors: readonly (GraphQLError | GraphQLFormattedError)[],
  connection: Connection,
  requestId: string,
): GraphQLFormattedError[] {
  return requestScope.run(scopeOf(connection, requestId), () =>
    errors.map((error) =>
      error instanceof GraphQLError && connection.isOpen ? formatError(error.toJSON(), error) : error,
    ),
  );
}
