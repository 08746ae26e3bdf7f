import type { QueryResolvers } from './../types.generated.ts';
export const lists: NonNullable<QueryResolvers['lists']> = async (_parent, _arg, _ctx) => {
  /* Implement Query.lists resolver logic here */
};
