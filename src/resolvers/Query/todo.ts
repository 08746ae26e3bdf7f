import { idOf } from '../nodes/global-id.ts';
import { readByIds } from '../reading/read-by-ids.ts';
import { Selection } from '../selection.ts';
import type { QueryResolvers } from '../types.generated.ts';

export const todo: NonNullable<QueryResolvers['todo']> = async (_parent, args, context, info) => {
  const id = idOf('Todo', args.id, 'id');
  return (await readByIds(context, 'Todo', [id], Selection.of(info))).get(id) ?? null;
};
