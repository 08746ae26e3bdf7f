import type { SqlEntityManager } from '@mikro-orm/sql';
import type { Viewer } from '../domain/viewer.ts';
import type { EventFilter } from '../events/event-hub.ts';
import type { EventPublisher } from '../events/publisher.ts';
import type { TodoEvent } from '../events/todo-event.ts';

/** What every resolver of one request shares. */
export interface Context {
  /** Leads to the database; entities are never loaded through it, as requests share it. */
  em: SqlEntityManager;
  /** Whose todos, lists and tags there are for this request. */
  viewer: Viewer;
  /** Returned to the caller with every error, and written to the log. */
  requestId: string;
  /** Tells subscribers what a mutation changed. */
  publisher: EventPublisher;
  /** The changes that are committed from now on. */
  subscribe(filter: EventFilter): Promise<AsyncIterableIterator<TodoEvent>>;
}
