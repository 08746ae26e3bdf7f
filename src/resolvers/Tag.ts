import { toGlobalId } from './nodes/global-id.ts';
import { kept } from './reading/kept.ts';
import type { TagResolvers } from './types.generated.ts';

export const Tag: TagResolvers = {
  id: ({ id }) => toGlobalId('Tag', id),
  todos: (tag, _args, _context, info) => kept(tag, info),
  openTodoCount: (tag, _args, _context, info) => kept(tag, info),
};
