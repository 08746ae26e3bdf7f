import type { QueryResolvers } from './../types.generated.ts';
export const tags: NonNullable<QueryResolvers['tags']> = async (_parent, _arg, _ctx) => {
  /* Implement Query.tags resolver logic here */
};
