import type { FastifyBaseLogger } from 'fastify';
import type { SubscribePayload } from 'graphql-ws';
import { requestLine } from '../logging/request-line.ts';
import type { ServerMetrics } from '../metrics/server-metrics.ts';
import { newScope, type RequestScope } from '../request-scope.ts';
import type { Connection } from './connection.ts';

/** What belongs to one operation on a socket: a request, which as a subscription lasts as long as its client likes. */
export interface OperationScope extends RequestScope {
  /** How many changes a subscription has been told. */
  events: number;
  /** What came of those: counted with each. */
  eventCodes: Set<string>;
}

export function newOperationScope(requestId: string, log: FastifyBaseLogger): OperationScope {
  return { ...newScope(requestId, log), events: 0, eventCodes: new Set() };
}

/** What an event has from the subscription that it is one of. */
export function ofOperation({ operation, viewerId }: OperationScope): Partial<OperationScope> {
  return { operation, viewerId };
}

/** An event of `whole` has been executed: in the metrics an operation of its own, in the log part of the whole. */
export function countEvent(whole: OperationScope, event: OperationScope, metrics: ServerMetrics): void {
  metrics.requestEnded(event);
  whole.events++;
  whole.statements += event.statements;
  whole.statementMs += event.statementMs;
  for (const code of event.codes) {
    whole.eventCodes.add(code);
  }
}

/** The operation is over: a line in the log, as for a request over HTTP, and its place in the metrics. Once. */
export function endOperation(
  connection: Connection,
  payload: SubscribePayload,
  metrics: ServerMetrics,
): void {
  const scope = connection.end(payload);
  if (scope === undefined) {
    return;
  }
  const isSubscription = scope.operation?.kind === 'subscription';
  if (!isSubscription || scope.codes.size > 0) {
    // How long a subscription lasted says nothing of the server: its events have been measured.
    metrics.requestEnded(scope, isSubscription ? 0 : undefined);
  }
  const line = requestLine(
    { ...scope, codes: new Set([...scope.codes, ...scope.eventCodes]) },
    performance.now() - scope.began,
  );
  const events = isSubscription ? { events: scope.events } : {};
  scope.log.info({ method: 'WS', path: '/graphql', ...line, ...events }, 'Request');
}
