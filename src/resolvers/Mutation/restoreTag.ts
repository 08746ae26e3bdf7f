import type { MutationResolvers } from './../types.generated.ts';
export const restoreTag: NonNullable<MutationResolvers['restoreTag']> = async (_parent, _arg, _ctx) => {
  /* Implement Mutation.restoreTag resolver logic here */
};
