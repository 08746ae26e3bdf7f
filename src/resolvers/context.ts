import type { SqlEntityManager } from '@mikro-orm/sql';
import type { Viewer } from '../domain/viewer.ts';

/** What every resolver of one request shares. */
export interface Context {
  /** The EntityManager of this request alone: its entities are seen by nobody else. */
  em: SqlEntityManager;
  /** Whose todos, lists and tags there are for this request. */
  viewer: Viewer;
  /** Returned to the caller with every error, and written to the log. */
  requestId: string;
}
