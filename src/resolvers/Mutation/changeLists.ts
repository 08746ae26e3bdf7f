import { changeLists as change } from '../../domain/list/change-lists.ts';
import { listWrites } from '../todo-lists/list-writes.ts';
import type { MutationResolvers } from '../types.generated.ts';
import { batchPayloadOf, readChanges } from '../writing/batch.ts';

export const changeLists: NonNullable<MutationResolvers['changeLists']> = async (
  _parent,
  { input },
  context,
  info,
) => {
  const changes = readChanges(input.changes, (kind, value, path) => listWrites[kind](value as never, path));
  const made = await change(context, changes, input.allOrNothing ?? false);
  const { results, userErrors } = await batchPayloadOf(context, info, 'List', 'list', made);
  return { results: results.map(({ row, ...rest }) => ({ list: row, ...rest })), userErrors };
};
