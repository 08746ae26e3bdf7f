import { idOf } from '../nodes/global-id.ts';
import { readByIds } from '../reading/read-by-ids.ts';
import { Selection } from '../selection.ts';
import type { QueryResolvers } from '../types.generated.ts';

export const tag: NonNullable<QueryResolvers['tag']> = async (_parent, args, context, info) => {
  const id = idOf('Tag', args.id, 'id');
  return (await readByIds(context, 'Tag', [id], Selection.of(info))).get(id) ?? null;
};
