import { fromGlobalId } from '../nodes/global-id.ts';
import { readByIds } from '../reading/read-by-ids.ts';
import type { TypedRow } from '../reading/things.ts';
import { Selection } from '../selection.ts';
import type { QueryResolvers } from '../types.generated.ts';

export const node: NonNullable<QueryResolvers['node']> = async (_parent, args, context, info) => {
  const { type, id } = fromGlobalId(args.id, 'id');
  const found = (await readByIds(context, type, [id], Selection.of(info, type))).get(id);
  return found === undefined ? null : ({ __typename: type, ...found } as TypedRow);
};
