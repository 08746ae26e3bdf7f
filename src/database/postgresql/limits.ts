import type { Config } from '../../config.ts';

/** How many connections there are, and how long everything may take, in milliseconds. */
export interface PostgresqlLimits {
  /** How many connections at most. */
  connections: number;
  /** How long to wait for a connection. */
  acquireMs: number;
  /** How long to wait for a server that cannot be reached, but could before: a restart is waited out. */
  patienceMs: number;
  /** How long a statement may take; 0 is no limit. */
  statementMs: number;
  /** How long a transaction may lie idle; 0 is no limit. */
  idleInTransactionMs: number;
}

/** For what is not the API: the migrator sets limits of its own. */
export const WITHOUT_LIMITS: PostgresqlLimits = {
  connections: 10,
  acquireMs: 5_000,
  patienceMs: 0,
  statementMs: 0,
  idleInTransactionMs: 0,
};

/** Those that the configuration sets for the API. */
export function limitsOf(config: Config): PostgresqlLimits {
  return {
    connections: config.DATABASE_POOL_SIZE,
    acquireMs: config.DATABASE_POOL_TIMEOUT_MS,
    patienceMs: config.DATABASE_POOL_TIMEOUT_MS,
    statementMs: config.DATABASE_STATEMENT_TIMEOUT_MS,
    idleInTransactionMs: config.DATABASE_IDLE_IN_TRANSACTION_TIMEOUT_MS,
  };
}
