import type { MutationResolvers } from './../types.generated.ts';
export const completeTodo: NonNullable<MutationResolvers['completeTodo']> = async (_parent, _arg, _ctx) => {
  /* Implement Mutation.completeTodo resolver logic here */
};
