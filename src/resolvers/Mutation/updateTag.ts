import { tagWrites } from '../tags/tag-writes.ts';
import type { MutationResolvers } from '../types.generated.ts';
import { payloadOf } from '../writing/payload.ts';

export const updateTag: NonNullable<MutationResolvers['updateTag']> = async (
  _parent,
  { input },
  context,
  info,
) => {
  const outcome = await tagWrites.update(input, 'input').make(context);
  const { row, userErrors } = await payloadOf(context, info, 'Tag', 'tag', outcome);
  return { tag: row, userErrors };
};
