import { wholeNumber } from './variable.ts';

/**
 * How many connections to PostgreSQL a process has, and how long what runs on them may take. For the API's connections:
 * a migration has limits of its own (MIGRATION_…).
 */
export const postgresqlVariables = {
  /**
   * How many connections to PostgreSQL this process has at most, one more for live updates aside. A process is busy
   * with about three: the others are for requests that wait for each other's rows. PostgreSQL takes 100 by default.
   */
  DATABASE_POOL_SIZE: wholeNumber(1, 1_000).prefault('10'),
  /** How long a request waits for a connection: for one of the pool to become free, or for the server to accept one. */
  DATABASE_POOL_TIMEOUT_MS: wholeNumber(1, 600_000).prefault('5000'),
  /** How long a statement of the API may take before it is cancelled. 0 is no limit. */
  DATABASE_STATEMENT_TIMEOUT_MS: wholeNumber(0, 3_600_000).prefault('30000'),
  /** How long a transaction may lie idle, holding its locks, before the server ends its connection. 0 is no limit. */
  DATABASE_IDLE_IN_TRANSACTION_TIMEOUT_MS: wholeNumber(0, 3_600_000).prefault('10000'),
};
