import { idOf } from '../nodes/global-id.ts';
import { readNodes } from '../nodes/read-nodes.ts';
import type { QueryResolvers } from '../types.generated.ts';

export const todo: NonNullable<QueryResolvers['todo']> = async (_parent, args, context, info) => {
  const id = idOf('Todo', args.id, 'id');
  return (await readNodes('Todo', [id], context, info)).get(id) ?? null;
};
