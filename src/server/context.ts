import type { Orm } from '../database/orm.ts';
import { LOCAL_VIEWER } from '../domain/viewer.ts';
import type { LiveEvents } from '../events/live-events.ts';
import type { Context } from '../resolvers/context.ts';

/** Makes the context of each request: an EntityManager of its own, so that requests share no entities. */
export function contextFactory(orm: Orm, events: LiveEvents) {
  return async (request: { id: string }): Promise<Context> => ({
    em: orm.em.fork(),
    viewer: LOCAL_VIEWER,
    requestId: request.id,
    publisher: events.publisher,
    subscribe: events.subscribe,
  });
}
