import type { MutationResolvers } from './../types.generated.ts';
export const updateList: NonNullable<MutationResolvers['updateList']> = async (_parent, _arg, _ctx) => {
  /* Implement Mutation.updateList resolver logic here */
};
