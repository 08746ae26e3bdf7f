import { tagWrites } from '../tags/tag-writes.ts';
import type { MutationResolvers } from '../types.generated.ts';
import { payloadOf } from '../writing/payload.ts';

export const restoreTag: NonNullable<MutationResolvers['restoreTag']> = async (
  _parent,
  { input },
  context,
  info,
) => {
  const outcome = await tagWrites.restore(input, 'input').make(context);
  const { row, userErrors } = await payloadOf(context, info, 'Tag', 'tag', outcome);
  return { tag: row, userErrors };
};
