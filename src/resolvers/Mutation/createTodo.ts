import { createTodo as create } from '../../domain/todo/create-todo.ts';
import { Priority } from '../../entities/priority.ts';
import type { MutationResolvers } from '../types.generated.ts';

export const createTodo: NonNullable<MutationResolvers['createTodo']> = async (
  _parent,
  { input },
  { em, publisher },
) => {
  const priority = input.priority && Priority[input.priority];
  const { result, problems } = await create(em, publisher, { ...input, priority });
  return { todo: result ?? null, userErrors: problems ?? [] };
};
