import type { MutationResolvers } from './../types.generated.ts';
export const updateTag: NonNullable<MutationResolvers['updateTag']> = async (_parent, _arg, _ctx) => {
  /* Implement Mutation.updateTag resolver logic here */
};
