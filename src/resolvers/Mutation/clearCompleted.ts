import { clearCompleted as clear } from '../../domain/todo/clear-completed.ts';
import { optionalIdOf, toGlobalId } from '../nodes/global-id.ts';
import type { MutationResolvers } from '../types.generated.ts';

export const clearCompleted: NonNullable<MutationResolvers['clearCompleted']> = async (
  _parent,
  { input: { listId } },
  context,
) => {
  const list = optionalIdOf('List', listId, 'input.listId');
  const { result, problems } = await clear(context, list);
  return {
    deletedIds: result?.deletedIds.map((id) => toGlobalId('Todo', id)) ?? [],
    hasMore: result?.hasMore ?? false,
    userErrors: problems ?? [],
  };
};
