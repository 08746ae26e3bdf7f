import type { MutationResolvers } from './../types.generated.ts';
export const createList: NonNullable<MutationResolvers['createList']> = async (_parent, _arg, _ctx) => {
  /* Implement Mutation.createList resolver logic here */
};
