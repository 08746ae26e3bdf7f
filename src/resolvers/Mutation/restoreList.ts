import type { MutationResolvers } from './../types.generated.ts';
export const restoreList: NonNullable<MutationResolvers['restoreList']> = async (_parent, _arg, _ctx) => {
  /* Implement Mutation.restoreList resolver logic here */
};
