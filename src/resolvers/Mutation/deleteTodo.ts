import { deleteTodo as remove } from '../../domain/todo/delete-todo.ts';
import { idOf, toGlobalId } from '../nodes/global-id.ts';
import type { MutationResolvers } from '../types.generated.ts';

export const deleteTodo: NonNullable<MutationResolvers['deleteTodo']> = async (
  _parent,
  { input },
  { em, publisher },
) => {
  const { result, problems } = await remove(em, publisher, idOf('Todo', input.id, 'input.id'));
  return { deletedId: result === undefined ? null : toGlobalId('Todo', result), userErrors: problems ?? [] };
};
