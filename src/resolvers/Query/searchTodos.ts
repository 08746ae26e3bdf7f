import type { QueryResolvers } from './../types.generated.ts';
export const searchTodos: NonNullable<QueryResolvers['searchTodos']> = async (_parent, _arg, _ctx) => {
  /* Implement Query.searchTodos resolver logic here */
};
