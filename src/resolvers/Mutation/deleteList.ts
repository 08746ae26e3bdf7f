import { toGlobalId } from '../nodes/global-id.ts';
import { listWrites } from '../todo-lists/list-writes.ts';
import type { MutationResolvers } from '../types.generated.ts';
import { payloadOf } from '../writing/payload.ts';

export const deleteList: NonNullable<MutationResolvers['deleteList']> = async (
  _parent,
  { input },
  context,
  info,
) => {
  const outcome = await listWrites.delete(input, 'input').make(context);
  const { row, userErrors } = await payloadOf(context, info, 'List', 'list', outcome);
  const { result } = outcome;
  return { deletedId: result === undefined ? null : toGlobalId('List', result.id), list: row, userErrors };
};
