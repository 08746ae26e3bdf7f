import { idOf } from '../nodes/global-id.ts';
import { readByIds } from '../reading/read-by-ids.ts';
import { Selection } from '../selection.ts';
import type { QueryResolvers } from '../types.generated.ts';

export const list: NonNullable<QueryResolvers['list']> = async (_parent, args, context, info) => {
  const id = idOf('List', args.id, 'id');
  return (await readByIds(context, 'List', [id], Selection.of(info))).get(id) ?? null;
};
