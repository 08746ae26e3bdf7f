import type { MutationResolvers } from './../types.generated.ts';
export const removeTagsFromTodo: NonNullable<MutationResolvers['removeTagsFromTodo']> = async (
  _parent,
  _arg,
  _ctx,
) => {
  /* Implement Mutation.removeTagsFromTodo resolver logic here */
};
