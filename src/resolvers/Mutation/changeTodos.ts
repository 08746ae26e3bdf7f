import type { MutationResolvers } from './../types.generated.ts';
export const changeTodos: NonNullable<MutationResolvers['changeTodos']> = async (_parent, _arg, _ctx) => {
  /* Implement Mutation.changeTodos resolver logic here */
};
