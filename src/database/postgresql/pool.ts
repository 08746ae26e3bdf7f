import type { Pool, PoolClient } from 'pg';
import type { BaseLogger } from 'pino';
import { activity } from '../activity.ts';
import { errorCode } from '../connection-failure.ts';
import { isOutage } from '../failure.ts';
import type { PostgresqlLimits } from './limits.ts';
import { Reconnecting } from './reconnecting.ts';
import { spent, watchStatements } from './statements.ts';

/** The pool of `pg` has no connection free, and was not able to open one, for as long as a caller waits. */
const ALL_TAKEN = /timeout exceeded when trying to connect/;

/**
 * Makes the pool outlive its server: see `Reconnecting` for connections that cannot be opened, `watchStatements` for
 * statements that do not end. Each connection that was taken comes back, whatever became of it. Once one was lost, none
 * that is older is lent again: it may lead to the same server that is gone, and whoever tries again needs one that is new.
 */
export function watchPool(
  pool: Pool,
  limits: PostgresqlLimits,
  log?: Pick<BaseLogger, 'warn' | 'error'>,
): void {
  const openedAt = new WeakMap<PoolClient, number>();
  let lostAt = Number.NEGATIVE_INFINITY;
  const lost = () => {
    lostAt = performance.now();
  };
  pool.on('error', lost);
  pool.on('connect', (client) => {
    openedAt.set(client, performance.now());
    watchStatements(client, { limits, inTransaction: limitsOfTransaction(pool, limits), lost });
  });
  const connect = pool.connect.bind(pool) as () => Promise<PoolClient>;
  const reconnecting = new Reconnecting<PoolClient>({
    connect: () => connectAnyhow(pool, connect),
    giveBack: (client) => client.release(),
    isOutage: (error) => isOutage(error) && !ALL_TAKEN.test(String(error)),
    patienceMs: limits.patienceMs,
    log,
  });
  const take = async (): Promise<PoolClient> => {
    const signal = activity.getStore()?.signal;
    signal?.throwIfAborted();
    const connecting = reconnecting.connect();
    // One that is free is there at once.
    const client =
      signal === undefined || pool.idleCount > 0 ? await connecting : await unless(signal, connecting);
    if ((openedAt.get(client) ?? lostAt) < lostAt) {
      client.release(true);
      return take();
    }
    return lend(client);
  };
  const taken = (callback?: unknown) =>
    callback === undefined ? take() : Reflect.apply(connect, pool, [callback]);
  pool.connect = taken as typeof pool.connect;
}

/**
 * A pooler in between refuses limits of the session, which it could not keep (PgBouncer: "unsupported startup
 * parameter"): then each transaction begins with them, and what is no transaction is cancelled from here.
 */
async function connectAnyhow(pool: Pool, connect: () => Promise<PoolClient>): Promise<PoolClient> {
  try {
    return await connect();
  } catch (error) {
    if (errorCode(error) !== '08P01' || !/startup parameter/.test(String(error))) {
      throw error;
    }
    // Of several connections that were begun at once each is refused, and each is begun again.
    pool.options.statement_timeout = undefined;
    pool.options.idle_in_transaction_session_timeout = undefined;
    return connect();
  }
}

function knowsSessionLimits({ options }: Pool): boolean {
  return Boolean(options.statement_timeout || options.idle_in_transaction_session_timeout);
}

function limitsOfTransaction(pool: Pool, limits: PostgresqlLimits): string | undefined {
  const { statementMs, idleInTransactionMs } = limits;
  if (knowsSessionLimits(pool) || statementMs + idleInTransactionMs === 0) {
    return undefined;
  }
  return `set local statement_timeout = ${statementMs}; set local idle_in_transaction_session_timeout = ${idleInTransactionMs}`;
}

/** Rejects when `signal` is aborted before there is a connection; that goes back to the pool when it comes. */
function unless(signal: AbortSignal, connecting: Promise<PoolClient>): Promise<PoolClient> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    connecting.then(
      (client) => {
        signal.removeEventListener('abort', abort);
        if (signal.aborted) {
          client.release();
        } else {
          resolve(client);
        }
      },
      (error) => {
        signal.removeEventListener('abort', abort);
        reject(error);
      },
    );
  });
}

/**
 * Gives `client` back when it is closed, too, and only once: Kysely keeps the connection of a transaction that it
 * failed to begin, or to roll back, for ever. One that is left within a transaction is closed.
 */
function lend(client: PoolClient): PoolClient {
  const release = client.release.bind(client);
  let isOut = true;
  const giveBack = (error?: Error | boolean) => {
    if (isOut) {
      isOut = false;
      client.off('end', giveBackClosed);
      release(error || spent.has(client) || client.getTransactionStatus() !== 'I');
    }
  };
  const giveBackClosed = () => giveBack(true);
  client.once('end', giveBackClosed);
  client.release = giveBack;
  return client;
}
