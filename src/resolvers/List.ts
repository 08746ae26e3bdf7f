import { toGlobalId } from './nodes/global-id.ts';
import { kept } from './reading/kept.ts';
import type { ListResolvers } from './types.generated.ts';

export const List: ListResolvers = {
  id: ({ id }) => toGlobalId('List', id),
  todos: (list, _args, _context, info) => kept(list, info),
  openTodoCount: (list, _args, _context, info) => kept(list, info),
};
