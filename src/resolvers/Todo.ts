import { toGlobalId } from './nodes/global-id.ts';
import { kept } from './reading/kept.ts';
import { priorityName } from './todos/priority-name.ts';
import type { TodoResolvers } from './types.generated.ts';

export const Todo: TodoResolvers = {
  id: ({ id }) => toGlobalId('Todo', id),
  priority: ({ priority }) => priorityName(priority),
  isDone: ({ completedAt }) => completedAt !== null,
  list: (todo, _args, _context, info) => kept(todo, info),
  tags: (todo, _args, _context, info) => kept(todo, info),
};
