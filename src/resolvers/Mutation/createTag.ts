import { tagOrder } from '../tags/tag-order.ts';
import { tagWrites } from '../tags/tag-writes.ts';
import type { MutationResolvers } from '../types.generated.ts';
import { edgeOf, payloadOf } from '../writing/payload.ts';

export const createTag: NonNullable<MutationResolvers['createTag']> = async (
  _parent,
  { input },
  context,
  info,
) => {
  const outcome = await tagWrites.create(input, 'input').make(context);
  const tagEdge = await edgeOf(context, info, 'Tag', 'tagEdge', outcome.result, tagOrder(null));
  const { row, userErrors } = await payloadOf(context, info, 'Tag', 'tag', outcome);
  return { tag: row, tagEdge, userErrors };
};
