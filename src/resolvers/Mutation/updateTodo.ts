import { updateTodo as update } from '../../domain/todo/update-todo.ts';
import { Priority } from '../../entities/priority.ts';
import { idOf } from '../nodes/global-id.ts';
import type { MutationResolvers } from '../types.generated.ts';

export const updateTodo: NonNullable<MutationResolvers['updateTodo']> = async (
  _parent,
  { input },
  { em, publisher },
) => {
  const { id, ...changes } = input;
  const priority = changes.priority && Priority[changes.priority];
  const { result, problems } = await update(em, publisher, idOf('Todo', id, 'input.id'), {
    ...changes,
    priority,
  });
  return { todo: result ?? null, userErrors: problems ?? [] };
};
