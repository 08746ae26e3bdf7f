import type { MutationResolvers } from './../types.generated.ts';
export const createTag: NonNullable<MutationResolvers['createTag']> = async (_parent, _arg, _ctx) => {
  /* Implement Mutation.createTag resolver logic here */
};
