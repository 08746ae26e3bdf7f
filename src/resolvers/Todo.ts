import { toGlobalId } from './nodes/global-id.ts';
import { priorityName } from './todos/priority-name.ts';
import type { TodoResolvers } from './types.generated.ts';

export const Todo: TodoResolvers = {
  id: ({ id }) => toGlobalId('Todo', id),
  priority: ({ priority }) => priorityName(priority),
  isDone: async (_parent, _arg, _ctx) => {
    /* Todo.isDone resolver is required because Todo.isDone exists but TodoMapper.isDone does not */
  },
  list: ({ list }, _arg, _ctx) => {
    /* Todo.list resolver is required because Todo.list and TodoMapper.list are not compatible */
    return list;
  },
  tags: async (_parent, _arg, _ctx) => {
    /* Todo.tags resolver is required because Todo.tags exists but TodoMapper.tags does not */
  },
};
