import type { MutationResolvers } from './../types.generated.ts';
export const restoreTodo: NonNullable<MutationResolvers['restoreTodo']> = async (_parent, _arg, _ctx) => {
  /* Implement Mutation.restoreTodo resolver logic here */
};
