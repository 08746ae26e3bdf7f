import type { QueryResolvers } from './../types.generated.ts';
export const tag: NonNullable<QueryResolvers['tag']> = async (_parent, _arg, _ctx) => {
  /* Implement Query.tag resolver logic here */
};
