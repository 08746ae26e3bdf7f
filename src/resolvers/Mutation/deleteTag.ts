import { toGlobalId } from '../nodes/global-id.ts';
import { tagWrites } from '../tags/tag-writes.ts';
import type { MutationResolvers } from '../types.generated.ts';
import { payloadOf } from '../writing/payload.ts';

export const deleteTag: NonNullable<MutationResolvers['deleteTag']> = async (
  _parent,
  { input },
  context,
  info,
) => {
  const outcome = await tagWrites.delete(input, 'input').make(context);
  const { row, userErrors } = await payloadOf(context, info, 'Tag', 'tag', outcome);
  const { result } = outcome;
  return { deletedId: result === undefined ? null : toGlobalId('Tag', result.id), tag: row, userErrors };
};
