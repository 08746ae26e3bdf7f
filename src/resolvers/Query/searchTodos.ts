import type { QueryResolvers } from '../types.generated.ts';

export const searchTodos: NonNullable<QueryResolvers['searchTodos']> = () => {
  throw new Error('Under construction.');
};
