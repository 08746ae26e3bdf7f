import { Client, type Pool, type PoolConfig } from 'pg';
import type { BaseLogger } from 'pino';
import type { PostgresqlLimits } from './limits.ts';
import { watchPool } from './pool.ts';

/** A connection on which nothing came for so long is asked for a sign of life: no firewall forgets it. */
const KEEP_ALIVE_MS = 10_000;
/** A connection that nobody took for so long is closed: a new one costs the server 25 ms. */
const IDLE_MS = 60_000;
/** After so long another one takes its place, which goes where the address leads by then. */
const LIFETIME_S = 1_800;

/** What `pg`'s pool takes, and what MikroORM does with it. */
export type PoolOptions = PoolConfig & { onPoolCreated(pool: Pool): void };

/**
 * Options of the pool of connections to the PostgreSQL at `url`. What the address says itself wins: `sslmode`,
 * `sslrootcert`, `application_name`, `statement_timeout` …
 *
 * @param name What the server shows these connections as.
 */
export function poolOptions(
  url: string,
  name: string,
  limits: PostgresqlLimits,
  log?: Pick<BaseLogger, 'warn' | 'error'>,
): PoolOptions {
  return {
    // MikroORM reads host, port, user, password and database from the URL and drops the rest of it: without
    // connectionString, sslmode=require would connect in the clear.
    connectionString: url,
    // MikroORM brings a `pg` of its own, 8.23.0, which takes every server at an IP address for `localhost` when it
    // verifies the certificate.
    Client,
    max: limits.connections,
    connectionTimeoutMillis: limits.acquireMs,
    idleTimeoutMillis: IDLE_MS,
    maxLifetimeSeconds: LIFETIME_S,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    fallback_application_name: name,
    // Parameters of the start: the server keeps them for whatever runs on these connections, also when this process
    // is gone. A pooler may refuse them, see `watchPool`.
    statement_timeout: limits.statementMs || undefined,
    idle_in_transaction_session_timeout: limits.idleInTransactionMs || undefined,
    onPoolCreated: (pool) => watchPool(pool, limits, log),
  };
}
