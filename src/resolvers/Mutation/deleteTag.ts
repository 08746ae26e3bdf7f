import type { MutationResolvers } from './../types.generated.ts';
export const deleteTag: NonNullable<MutationResolvers['deleteTag']> = async (_parent, _arg, _ctx) => {
  /* Implement Mutation.deleteTag resolver logic here */
};
