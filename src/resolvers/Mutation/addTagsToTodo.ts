import type { MutationResolvers } from './../types.generated.ts';
export const addTagsToTodo: NonNullable<MutationResolvers['addTagsToTodo']> = async (_parent, _arg, _ctx) => {
  /* Implement Mutation.addTagsToTodo resolver logic here */
};
