import { listWrites } from '../todo-lists/list-writes.ts';
import type { MutationResolvers } from '../types.generated.ts';
import { payloadOf } from '../writing/payload.ts';

export const restoreList: NonNullable<MutationResolvers['restoreList']> = async (
  _parent,
  { input },
  context,
  info,
) => {
  const outcome = await listWrites.restore(input, 'input').make(context);
  const { row, userErrors } = await payloadOf(context, info, 'List', 'list', outcome);
  return { list: row, userErrors };
};
