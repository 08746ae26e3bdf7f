import type { Orm } from '../database/orm.ts';
import type { Viewer } from '../domain/viewer.ts';
import type { LiveEvents } from '../events/live-events.ts';
import type { Context } from '../resolvers/context.ts';
import { viewerOf } from './authentication/authenticate-requests.ts';

/**
 * Makes the context of each request. All share an EntityManager: rows are read and written past it, so that it never has
 * an entity that one request could see of another, and a transaction is a fork of it.
 */
export function contextFactory(orm: Orm, events: LiveEvents) {
  const em = orm.em.fork();
  return async (request: { id: string; viewer: Viewer | null }): Promise<Context> => ({
    em,
    viewer: viewerOf(request),
    requestId: request.id,
    publisher: events.publisher,
    subscribe: events.subscribe,
  });
}
