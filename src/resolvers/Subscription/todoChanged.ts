import type { GraphQLResolveInfo } from 'graphql';
import type { TodoEvent } from '../../events/todo-event.ts';
import type { Context } from '../context.ts';
import { idOf } from '../nodes/global-id.ts';
import { attach } from '../reading/attach.ts';
import { Selection } from '../selection.ts';
import type { SubscriptionResolvers } from '../types.generated.ts';

export const todoChanged: NonNullable<SubscriptionResolvers['todoChanged']> = {
  async subscribe(_parent, { id, listId }, { subscribe, viewer }) {
    return subscribe({
      ownerId: viewer.id,
      todoId: id == null ? undefined : idOf('Todo', id, 'id'),
      listId: listId == null ? undefined : idOf('List', listId, 'listId'),
    });
  },
  async resolve(event: TodoEvent, _args: unknown, context: Context, info: GraphQLResolveInfo) {
    // A copy: the event is everybody's, and each subscriber may ask for other things under the same names.
    const todo = { ...event.todo };
    await attach(context, 'Todo', [todo], Selection.of(info).under('todo'));
    return { ...event, todo };
  },
};
