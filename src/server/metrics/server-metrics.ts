import { Counter, Histogram, type Metric, Registry } from 'prom-client';
import type { RequestScope } from '../request-scope.ts';
import { OperationNames } from './operation-names.ts';

/** Seconds: a page from memory takes a millisecond, and nobody waits longer than ten seconds. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Errors that the client cannot mend. What else has a code was refused, and says what to mend. */
const FAILURES = new Set([
  'INTERNAL_SERVER_ERROR',
  'DATABASE_UNAVAILABLE',
  'DATABASE_FULL',
  'DATABASE_DAMAGED',
  'AUTHENTICATION_UNAVAILABLE',
  'DEADLINE_EXCEEDED',
]);

/** There are some thirty codes; were one made out of what a client sent, it would not be told apart. */
const MAX_CODES = 100;

/** Codes with which sockets are closed, by ws, graphql-ws and us; a client may send any other. */
const CLOSE_CODES = new Set([
  1000, 1001, 1002, 1003, 1005, 1006, 1007, 1008, 1009, 1011, 1012, 1013, 4400, 4401, 4403, 4406, 4408, 4409,
  4410, 4429, 4500,
]);

/**
 * What one server counts and measures. Everything that is worth counting goes through here; what can be read when
 * Prometheus asks is in `gauges.ts`.
 */
export class ServerMetrics {
  readonly registry = new Registry();
  readonly #names = new OperationNames();
  readonly #codes = new Set<string>();

  readonly #duration = this.#add(
    new Histogram({
      name: 'todo_operation_duration_seconds',
      help: 'How long GraphQL operations took; of a subscription, each event.',
      labelNames: ['operation', 'kind', 'outcome'],
      buckets: BUCKETS,
      registers: [],
    }),
  );
  readonly #statements = this.#counter(
    'todo_sql_statements_total',
    'Statements that GraphQL operations sent to the database.',
    'kind',
  );
  readonly #sqlSeconds = this.#counter(
    'todo_sql_seconds_total',
    'How long GraphQL operations waited for the database.',
    'kind',
  );
  readonly #errors = this.#counter(
    'todo_errors_total',
    'Requests that got an error or a userError, by its code.',
    'code',
  );
  readonly #closes = this.#counter(
    'todo_socket_closes_total',
    'Sockets that were closed, by close code. 4410: dropped because the client was too slow.',
    'code',
  );

  readonly #connectionsRefused = this.#add(
    new Counter({
      name: 'todo_connections_refused_total',
      help: 'Connections that were closed at once: the process or their address had as many as it may have.',
      registers: [],
    }),
  );

  /** A request is over, or an event of a subscription has been sent. */
  requestEnded(scope: RequestScope, ms = performance.now() - scope.began): void {
    for (const code of scope.codes) {
      this.refused(code);
    }
    if (scope.operation === undefined && scope.codes.size === 0) {
      // No GraphQL: the explorer, the SDL.
      return;
    }
    const labels = this.#names.labelsOf(scope.operation);
    this.#duration.observe({ ...labels, outcome: outcomeOf(scope) }, ms / 1000);
    if (scope.statements > 0) {
      this.#statements.inc({ kind: labels.kind }, scope.statements);
      this.#sqlSeconds.inc({ kind: labels.kind }, scope.statementMs / 1000);
    }
  }

  /** Something was refused, or failed, with `code`. */
  refused(code: string): void {
    if (this.#codes.size < MAX_CODES) {
      this.#codes.add(code);
    }
    this.#errors.inc({ code: this.#codes.has(code) ? code : 'other' });
  }

  connectionRefused(): void {
    this.#connectionsRefused.inc();
  }

  socketClosed(code: number): void {
    this.#closes.inc({ code: CLOSE_CODES.has(code) ? String(code) : 'other' });
  }

  #counter<Label extends string>(name: string, help: string, label: Label): Counter<Label> {
    return this.#add(new Counter({ name, help, labelNames: [label], registers: [] }));
  }

  #add<One extends Metric>(metric: One): One {
    this.registry.registerMetric(metric);
    return metric;
  }
}

function outcomeOf({ codes }: RequestScope): 'ok' | 'refused' | 'failed' {
  for (const code of codes) {
    if (FAILURES.has(code)) {
      return 'failed';
    }
  }
  return codes.size === 0 ? 'ok' : 'refused';
}
