import type { MutationResolvers } from './../types.generated.ts';
export const moveTodo: NonNullable<MutationResolvers['moveTodo']> = async (_parent, _arg, _ctx) => {
  /* Implement Mutation.moveTodo resolver logic here */
};
