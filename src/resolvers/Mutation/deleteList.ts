import type { MutationResolvers } from './../types.generated.ts';
export const deleteList: NonNullable<MutationResolvers['deleteList']> = async (_parent, _arg, _ctx) => {
  /* Implement Mutation.deleteList resolver logic here */
};
