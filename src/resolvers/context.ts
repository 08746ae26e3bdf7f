import type { SqlEntityManager } from '@mikro-orm/sql';

/** What every resolver of one request shares. */
export interface Context {
  /** The EntityManager of this request alone: its entities are seen by nobody else. */
  em: SqlEntityManager;
  /** Returned to the caller with every error, and written to the log. */
  requestId: string;
}
