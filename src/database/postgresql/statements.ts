import type { PoolClient } from 'pg';
import { activity } from '../activity.ts';
import { errorCode } from '../connection-failure.ts';
import { DeadlineExceededError, isLostConnection } from '../failure.ts';
import { requestCancel } from './cancel.ts';
import type { PostgresqlLimits } from './limits.ts';

/** How long a server that is asked to cancel a statement may take. One that takes longer is not there any more. */
const CANCEL_TIMEOUT_MS = 1_000;

/** What ends a transaction: never cut short, for what comes after it must find a clean connection. */
const ENDS_TRANSACTION = /^\s*rollback\b/i;
/** What a connection cannot be used after, when it fails: nobody knows in which transaction it is. */
const BORDER = /^\s*(begin|start transaction|rollback)\b(?!\s+to\b)/i;

/**
 * Codes after which a connection is of no use, though it may still be open: the server ends it, or it leads to a server
 * that takes no writes (any more). PostgreSQL manual, appendix A.
 */
const LOST = /^(57P0[1-5]|08...|25P03|25006)$/;

/** Connections that are not to be lent again, while what runs on them may still come to its end. */
export const spent = new WeakSet<PoolClient>();

/** How the statements of a connection are watched. */
export interface StatementsOptions {
  limits: PostgresqlLimits;
  /** What each transaction begins with, where the server does not know the limits of the session. */
  inTransaction: string | undefined;
  /** Is told when the connection turns out to be gone. */
  lost(): void;
}

/** Sends a statement, as `query` of a client does. */
type Send = (statement: string, values?: unknown[]) => Promise<unknown>;

/**
 * Watches over the statements of a new connection. One that runs when the request that it belongs to may take no longer,
 * or that takes longer than `limits.statementMs`, is cancelled on the server; where the server does not even do that,
 * the connection is closed: so every statement comes to an end. What ended a connection or left it in an unknown state
 * closes it, and the pool opens another one.
 */
export function watchStatements(client: PoolClient, options: StatementsOptions): void {
  const { inTransaction } = options;
  const original = client.query.bind(client) as (...query: unknown[]) => unknown;
  const send: Send = async (statement, values) => {
    const begins = inTransaction !== undefined && statement === 'begin';
    // In one message: it takes no more time than the statement alone.
    return begins ? original(`begin; ${inTransaction}`) : original(statement, values);
  };
  const watched = (statement: unknown, ...rest: unknown[]) => {
    const [values] = rest;
    const isPlain = typeof statement === 'string' && rest.length <= 1 && typeof values !== 'function';
    // Cursors, and those who take the answer by callback, look after themselves.
    return isPlain
      ? watch(client, send, options, statement, values as unknown[] | undefined)
      : original(statement, ...rest);
  };
  client.query = watched as typeof client.query;
}

async function watch(
  client: PoolClient,
  send: Send,
  { limits: { statementMs }, lost }: StatementsOptions,
  statement: string,
  values: unknown[] | undefined,
): Promise<unknown> {
  const signal = ENDS_TRANSACTION.test(statement) ? undefined : activity.getStore()?.signal;
  signal?.throwIfAborted();
  let isRunning = true;
  let cancelling: Promise<void> | undefined;
  let lastResort: NodeJS.Timeout | undefined;
  const cancel = () => {
    cancelling ??= requestCancel(client, CANCEL_TIMEOUT_MS, () => isRunning);
    // With a statement running, `end` says no farewell that a dead server would have to read.
    lastResort ??= setTimeout(() => void client.end(), CANCEL_TIMEOUT_MS);
  };
  const timer = statementMs > 0 ? setTimeout(cancel, statementMs) : undefined;
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    return await send(statement, values);
  } catch (error) {
    if (isLostConnection(error)) {
      lost();
    }
    if (BORDER.test(statement)) {
      void client.end();
    } else if (LOST.test(errorCode(error) ?? '')) {
      spent.add(client);
    }
    if (cancelling === undefined) {
      throw error;
    }
    signal?.throwIfAborted();
    throw new DeadlineExceededError(statementMs, { cause: error });
  } finally {
    isRunning = false;
    clearTimeout(timer);
    clearTimeout(lastResort);
    signal?.removeEventListener('abort', cancel);
    // Else it could meet the next statement.
    await cancelling;
  }
}
