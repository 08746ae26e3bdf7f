import { LOCAL_OWNER } from '../../entities/owner.ts';
import type { TodoEvent } from '../../events/todo-event.ts';
import { idOf } from '../nodes/global-id.ts';
import type { SubscriptionResolvers } from '../types.generated.ts';

export const todoChanged: NonNullable<SubscriptionResolvers['todoChanged']> = {
  async subscribe(_parent, { id }, { subscribe }) {
    const todoId = id == null ? undefined : idOf('Todo', id, 'id');
    return subscribe({ ownerId: LOCAL_OWNER, todoId });
  },
  // What the query asks of the todo beyond its row is to be read here.
  resolve: (event: TodoEvent) => event,
};
