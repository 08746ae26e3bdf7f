import { listOrder } from '../todo-lists/list-order.ts';
import { listWrites } from '../todo-lists/list-writes.ts';
import type { MutationResolvers } from '../types.generated.ts';
import { edgeOf, payloadOf } from '../writing/payload.ts';

export const createList: NonNullable<MutationResolvers['createList']> = async (
  _parent,
  { input },
  context,
  info,
) => {
  const outcome = await listWrites.create(input, 'input').make(context);
  const listEdge = await edgeOf(context, info, 'List', 'listEdge', outcome.result, listOrder(null));
  const { row, userErrors } = await payloadOf(context, info, 'List', 'list', outcome);
  return { list: row, listEdge, userErrors };
};
