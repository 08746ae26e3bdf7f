import { errorCode } from './connection-failure.ts';
import { DATABASE_FULL, sqliteFailure } from './sqlite/failure.ts';

/** A statement took longer than it may. */
export class DeadlineExceededError extends Error {
  override readonly name = 'DeadlineExceededError';
  readonly code = 'DEADLINE_EXCEEDED';

  /** @param limitMs How long it may take, in milliseconds. */
  constructor(limitMs: number, options?: ErrorOptions) {
    super(`A statement took longer than ${limitMs} ms, and was cancelled.`, options);
  }
}

/** Why the database did not do what it was asked, where neither the caller nor the program is at fault. */
export interface DatabaseFailure {
  code: 'DATABASE_UNAVAILABLE' | 'DATABASE_FULL' | 'DATABASE_DAMAGED' | 'DEADLINE_EXCEEDED';
  /** What a caller may know of it, and what to do. */
  message: string;
  /** What the operator is to do, where the cause does not say it. */
  advice?: string;
}

/**
 * Codes of PostgreSQL that say that it is not there, not yet or not any more, takes no connection or no writes.
 * Manual, appendix A: 08 connection exceptions, 28 invalid authorization, 3D000 no such database, 53 insufficient
 * resources, 57P01–05 the server ends the connection or does not take it, 25006 a read-only server, 25P03 a transaction
 * that lay idle too long. PgBouncer answers with 08P01 when it cannot reach the server.
 */
const UNAVAILABLE = /^(08...|28...|3D000|53...|57P0[1-5]|25006|25P03)$/;

/** Codes of the system, and of TLS, for a server that cannot be reached. */
const UNREACHABLE =
  /^(ECONN(REFUSED|RESET|ABORTED)|EPIPE|ETIMEDOUT|E(HOST|NET)(UNREACH|DOWN)|ENOTFOUND|EAI_AGAIN|ERR_(TLS|SSL)_.*|CERT_.*|.*_CERT(_.*)?|UNABLE_TO_.*)$/;

/** What the client library `pg` says of its connections; these errors have no code. */
const BROKEN =
  /^(Connection terminated|timeout expired|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed|Cannot use a pool after calling end|The server does not support SSL|There was an error establishing an SSL)/;

/** disk_full. Only the transaction is taken back; where the log has no room PostgreSQL ends, which is an outage. */
const FULL = '53100';

/** query_canceled: by the time limit of the session or the role, or by an operator. */
const CANCELED = '57014';

/** What `error` of a statement says to a caller, or `undefined` for one that nobody foresaw. */
export function databaseFailure(error: unknown): DatabaseFailure | undefined {
  const code = errorCode(error) ?? '';
  if (code === CANCELED || code === 'DEADLINE_EXCEEDED') {
    return {
      code: 'DEADLINE_EXCEEDED',
      message: 'The database took too long, and was told to stop. Ask for less at once, or try again later.',
    };
  }
  if (code === FULL) {
    return {
      ...DATABASE_FULL,
      advice: 'The disk of PostgreSQL is full. Make room: it then goes on by itself',
    };
  }
  return isOutage(error)
    ? {
        code: 'DATABASE_UNAVAILABLE',
        message:
          'The database is not available. Try again in a while. Whether a mutation was carried out is not known: with an id of your own it is not carried out twice.',
      }
    : sqliteFailure(code);
}

/** Whether the database could not be reached, or did not do any work. */
export function isOutage(error: unknown): boolean {
  const code = errorCode(error) ?? '';
  return UNAVAILABLE.test(code) || UNREACHABLE.test(code) || (code === '' && BROKEN.test(messageOf(error)));
}

/**
 * Whether the connection broke while a statement ran on it. It may have been carried out.
 */
export function isLostConnection(error: unknown): boolean {
  const code = errorCode(error) ?? '';
  return (
    /^(ECONNRESET|EPIPE|57P0[1-3]|08...)$/.test(code) ||
    (code === '' && /^(Connection terminated|Client (has|was))/.test(messageOf(error)))
  );
}

function messageOf(error: unknown): string {
  const message = typeof error === 'object' && error !== null && 'message' in error ? error.message : '';
  return typeof message === 'string' ? message : '';
}
