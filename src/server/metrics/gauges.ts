import { readFileSync } from 'node:fs';
import { Gauge, type Registry } from 'prom-client';
import { dialectOf } from '../../database/dialect.ts';
import type { Orm } from '../../database/orm.ts';
import type { Replicas } from '../../database/replicas/replicas.ts';
import type { EventHub } from '../../events/event-hub.ts';
import type { Readiness } from '../readiness.ts';
import { poolState } from './pool.ts';

/** What is read when Prometheus asks. */
export interface Gauged {
  orm: Orm;
  readiness: Readiness;
  hub: EventHub;
  /** How many connections are open. */
  connections(): Promise<number>;
  /** How many sockets are open. */
  sockets(): number;
  replicas?: Pick<Replicas, 'report'>;
}

/** Adds to `registry` what can be read at any time, and costs nothing in between. */
export function addGauges(
  registry: Registry,
  { orm, readiness, hub, connections, sockets, replicas }: Gauged,
): void {
  const gauge = (name: string, help: string, read: (this: Gauge) => void | Promise<void>) =>
    registry.registerMetric(new Gauge({ name, help, collect: read, registers: [] }));
  const labelled = <Label extends string>(
    name: string,
    help: string,
    labelNames: Label[],
    read: (this: Gauge<Label>) => void | Promise<void>,
  ) => registry.registerMetric(new Gauge<Label>({ name, help, labelNames, collect: read, registers: [] }));

  gauge('todo_ready', '1 while /readyz is green.', async function () {
    this.set((await readiness.problem()) === undefined ? 1 : 0);
  });
  labelled(
    'todo_migrations',
    'Migrations that the database lacks (pending), and that this release lacks (unknown). None while the database does not answer.',
    ['state'],
    async function () {
      await readiness.problem();
      this.reset();
      const { migrations } = readiness;
      if (migrations !== undefined) {
        this.set({ state: 'pending' }, migrations.pending.length);
        this.set({ state: 'unknown' }, migrations.unknown.length);
      }
    },
  );
  if (dialectOf(orm.em) === 'postgresql') {
    labelled(
      'todo_pool_connections',
      'Connections of the pool of PostgreSQL: busy, idle, and max; waiting is who waits for one.',
      ['state'],
      async function () {
        for (const [state, count] of Object.entries((await poolState(orm)) ?? {})) {
          this.set({ state }, count);
        }
      },
    );
  }
  if (replicas !== undefined) {
    labelled(
      'todo_replica_lag_seconds',
      'How old what a replica knows is, by replica; only of those that are read from.',
      ['replica'],
      function () {
        this.reset();
        for (const { name, state, lagMs } of replicas.report()) {
          if (state === 'in use' && lagMs !== undefined) {
            this.set({ replica: name }, lagMs / 1000);
          }
        }
      },
    );
  }
  gauge('todo_connections', 'Open connections, WebSockets among them.', async function () {
    this.set(await connections());
  });
  gauge('todo_sockets', 'Open WebSockets.', function () {
    this.set(sockets());
  });
  gauge('todo_subscriptions', 'Subscriptions that hear of changes.', function () {
    this.set(hub.subscribers);
  });
  gauge('todo_events_waiting', 'Changes that wait until subscribers have taken them.', function () {
    this.set(hub.waiting);
  });
  labelled(
    'todo_build_info',
    'Always 1. The versions of the product and of Node, and the database.',
    ['version', 'node', 'database'],
    function () {
      this.set({ version: VERSION, node: process.version, database: dialectOf(orm.em) }, 1);
    },
  );
}

const VERSION: string = JSON.parse(
  readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'),
).version;
