import { changeTags as change } from '../../domain/tag/change-tags.ts';
import { tagWrites } from '../tags/tag-writes.ts';
import type { MutationResolvers } from '../types.generated.ts';
import { batchPayloadOf, readChanges } from '../writing/batch.ts';

export const changeTags: NonNullable<MutationResolvers['changeTags']> = async (
  _parent,
  { input },
  context,
  info,
) => {
  const changes = readChanges(input.changes, (kind, value, path) => tagWrites[kind](value as never, path));
  const made = await change(context, changes, input.allOrNothing ?? false);
  const { results, userErrors } = await batchPayloadOf(context, info, 'Tag', 'tag', made);
  return { results: results.map(({ row, ...rest }) => ({ tag: row, ...rest })), userErrors };
};
