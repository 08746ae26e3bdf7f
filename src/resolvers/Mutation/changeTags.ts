import type { MutationResolvers } from './../types.generated.ts';
export const changeTags: NonNullable<MutationResolvers['changeTags']> = async (_parent, _arg, _ctx) => {
  /* Implement Mutation.changeTags resolver logic here */
};
