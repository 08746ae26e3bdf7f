import { listWrites } from '../todo-lists/list-writes.ts';
import type { MutationResolvers } from '../types.generated.ts';
import { payloadOf } from '../writing/payload.ts';

export const moveList: NonNullable<MutationResolvers['moveList']> = async (
  _parent,
  { input },
  context,
  info,
) => {
  const outcome = await listWrites.move(input, 'input').make(context);
  const { row, userErrors } = await payloadOf(context, info, 'List', 'list', outcome);
  return { list: row, userErrors };
};
