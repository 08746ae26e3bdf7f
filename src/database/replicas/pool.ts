import { PostgreSqlConnection } from '@mikro-orm/postgresql';
import type { Kysely } from 'kysely';
import type { ClientBase, Pool, PoolClient } from 'pg';
import type { Orm } from '../orm.ts';
import type { PostgresqlLimits } from '../postgresql/limits.ts';
import { poolOptions } from '../postgresql/options.ts';

/** Connections to one replica. */
export interface ReplicaPool {
  kysely: Kysely<Record<string, never>>;
  /** Cuts off what runs. */
  destroy(): void;
}

/** When the server was started, as SQL: one with the same start has not forgotten what it had replayed. */
export const STARTED = 'extract(epoch from pg_postmaster_start_time())::text';

/** The address leads to a server that may know less than the one that was asked. */
export class AnotherServerError extends Error {
  override readonly name = 'AnotherServerError';

  constructor() {
    super('its address leads to another server, or to one that was restarted');
  }
}

/**
 * A pool like that of `orm`, of connections to the server at `url` that has `started` then and to no other.
 *
 * @param limits How long to wait for it, and how many connections there are.
 */
export function openPool(orm: Orm, url: string, limits: PostgresqlLimits, started: string): ReplicaPool {
  const clients = new Set<PoolClient>();
  const options = poolOptions(url, 'todo-api', limits);
  const driverOptions = {
    ...options,
    onPoolCreated(pool: Pool) {
      options.onPoolCreated(pool);
      pool.on('connect', (client) => clients.add(client));
      pool.on('remove', (client) => clients.delete(client));
    },
    async onConnect(client: ClientBase) {
      const { rows } = await client.query<{ started: string }>(`select ${STARTED} as "started"`);
      if (rows[0]?.started !== started) {
        throw new AnotherServerError();
      }
    },
  };
  const connection = new PostgreSqlConnection(orm.config, { clientUrl: url, driverOptions }, 'read');
  return {
    kysely: connection.getClient(),
    destroy() {
      // Where a statement runs, `end` breaks the connection: who waits for it asks the primary.
      for (const client of clients) {
        Promise.resolve((client as ClientBase & { end(): Promise<void> }).end()).catch(() => {});
      }
      connection.close(true).catch(() => {});
    },
  };
}
