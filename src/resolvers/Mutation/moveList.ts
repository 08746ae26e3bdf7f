import type { MutationResolvers } from './../types.generated.ts';
export const moveList: NonNullable<MutationResolvers['moveList']> = async (_parent, _arg, _ctx) => {
  /* Implement Mutation.moveList resolver logic here */
};
