import type { ApolloServer } from '@apollo/server';
import { type ExecutionArgs, GraphQLError, getOperationAST } from 'graphql';
import { type ConnectionInitMessage, makeServer, type Server } from 'graphql-ws';
import type { Config } from '../../config.ts';
import type { Orm } from '../../database/orm.ts';
import { SubscriptionEndedError } from '../../events/errors.ts';
import type { EventFilter } from '../../events/event-hub.ts';
import type { LiveEvents } from '../../events/live-events.ts';
import type { Context } from '../../resolvers/context.ts';
import { viewerOf } from '../authentication/authenticate-requests.ts';
import type { Authenticator } from '../authentication/authenticator.ts';
import type { Deadlines } from '../limits/deadline.ts';
import type { RateLimits } from '../limits/rate-limits.ts';
import { Tally } from '../limits/tally.ts';
import type { ServerMetrics } from '../metrics/server-metrics.ts';
import { closingAfter, TOKEN_EXPIRED, TOO_MANY } from './close-codes.ts';
import type { Connection } from './connection.ts';
import { answer, formatErrors, formatResult, type Operation, subscribe } from './execute.ts';
import type { SocketLimits } from './limits.ts';
import { endOperation } from './operation-scope.ts';
import { prepareOperation } from './prepare-operation.ts';
import { signIn } from './sign-in.ts';

/** What operations that arrive through a socket need. */
export interface ProtocolOptions {
  orm: Orm;
  events: LiveEvents;
  apollo: ApolloServer<Context>;
  authenticator: Authenticator;
  config: Config;
  limits: SocketLimits;
  metrics: ServerMetrics;
  deadlines: Deadlines;
  rates: RateLimits;
}

/**
 * The protocol graphql-transport-ws over sockets. Queries and mutations are answered by Apollo Server, as over HTTP.
 * Of a subscription each event is executed by itself, with an EntityManager of its own.
 */
export function createProtocol(options: ProtocolOptions): Server<Connection> {
  const { limits, config, authenticator, metrics, rates } = options;
  const users = new Tally();
  return makeServer<ConnectionInitMessage['payload'], Connection>({
    connectionInitWaitTimeout: limits.initTimeoutMs,
    async onConnect(context) {
      const { extra: connection, connectionParams } = context;
      connection.isAwaited = (id) => id in context.subscriptions;
      const refused = () => rates.isOn && rates.authenticationFailed(connection.address);
      const isKnown = await signIn(connection, connectionParams, authenticator, refused);
      return isKnown && (!rates.isOn || countSocket(connection, users, limits));
    },
    async onSubscribe({ extra: connection }, id, payload) {
      const scope = connection.begin(id, payload);
      const refusal = refuse(connection, limits);
      const limited = refusal ?? (rates.isOn ? await refuseTooMany(connection, rates) : undefined);
      if (!connection.isAwaited(id)) {
        // graphql-ws says nothing then, and does not ask to have it ended.
        endOperation(connection, payload, metrics);
        return [new GraphQLError('The client gave it up.')];
      }
      const prepared = limited ?? prepareOperation(payload, config);
      if (!('schema' in prepared)) {
        return prepared;
      }
      const contextValue = contextOf(connection, scope.requestId, options);
      const found = getOperationAST(prepared.document, prepared.operationName);
      scope.operation = found ? { kind: found.operation, name: found.name?.value } : undefined;
      scope.viewerId = contextValue.viewer.id;
      return { ...prepared, payload, connection, scope, contextValue };
    },
    execute: (args: ExecutionArgs) => answer(args as Operation, options),
    subscribe: (args: ExecutionArgs) => subscribe(args as Operation, options),
    onNext: (_socket, _id, _payload, args, result) => formatResult(result, args as Operation),
    onError({ extra: connection }, id, payload, errors) {
      const scope = connection.scopeOf(id, payload);
      const formatted = formatErrors(errors, connection, scope);
      endOperation(connection, payload, metrics);
      return formatted;
    },
    onComplete({ extra: connection }, _id, payload) {
      connection.answered(payload);
      endOperation(connection, payload, metrics);
    },
  });
}

function refuse(connection: Connection, { operations: most }: SocketLimits) {
  const refusal = (message: string, code: string) => [new GraphQLError(message, { extensions: { code } })];
  if (connection.isClosing) {
    return connection.closing === TOKEN_EXPIRED
      ? refusal(TOKEN_EXPIRED.reason, 'UNAUTHENTICATED')
      : refusal('The server is shutting down. Connect again.', 'SHUTTING_DOWN');
  }
  return connection.operations > most
    ? refusal(`There are ${most} operations on this socket. Complete one first.`, 'TOO_MANY_OPERATIONS')
    : undefined;
}

async function refuseTooMany(connection: Connection, rates: RateLimits) {
  const { isAllowed, message } = await rates.takeOperation(viewerOf(connection).id, connection.address);
  return isAllowed ? undefined : [new GraphQLError(message, { extensions: { code: 'RATE_LIMITED' } })];
}

/** Counts a socket for its user until it is closed; closes it where the user has too many. */
function countSocket(connection: Connection, users: Tally, { perUser }: SocketLimits): boolean {
  const { id } = viewerOf(connection);
  if (!connection.isOpen || !users.take(id, perUser)) {
    connection.close({ code: TOO_MANY, reason: `You have ${perUser} sockets here. Close one first.` });
    return false;
  }
  connection.onClosed(() => users.giveBack(id));
  return true;
}

function contextOf(connection: Connection, requestId: string, { orm, events }: ProtocolOptions): Context {
  const close = (error: SubscriptionEndedError) => connection.close(closingAfter(error));
  return {
    em: orm.em.fork(),
    viewer: viewerOf(connection),
    requestId,
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
