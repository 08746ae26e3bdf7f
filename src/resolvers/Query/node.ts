import { fromGlobalId } from '../nodes/global-id.ts';
import { readNodes } from '../nodes/read-nodes.ts';
import type { QueryResolvers } from '../types.generated.ts';

export const node: NonNullable<QueryResolvers['node']> = async (_parent, args, context, info) => {
  const { type, id } = fromGlobalId(args.id, 'id');
  const found = (await readNodes(type, [id], context, info)).get(id);
  return found === undefined ? null : { __typename: type, ...found };
};
