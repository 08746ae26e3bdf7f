import type { MutationResolvers } from './../types.generated.ts';
export const reopenTodo: NonNullable<MutationResolvers['reopenTodo']> = async (_parent, _arg, _ctx) => {
  /* Implement Mutation.reopenTodo resolver logic here */
};
