import type { MutationResolvers } from './../types.generated.ts';
export const clearCompleted: NonNullable<MutationResolvers['clearCompleted']> = async (
  _parent,
  _arg,
  _ctx,
) => {
  /* Implement Mutation.clearCompleted resolver logic here */
};
