import { toGlobalId } from './nodes/global-id.ts';
import { priorityName } from './todos/priority-name.ts';
import type { TodoResolvers } from './types.generated.ts';

export const Todo: TodoResolvers = {
  id: ({ id }) => toGlobalId('Todo', id),
  priority: ({ priority }) => priorityName(priority),
};
