import type { MutationResolvers } from './../types.generated.ts';
export const changeLists: NonNullable<MutationResolvers['changeLists']> = async (_parent, _arg, _ctx) => {
  /* Implement Mutation.changeLists resolver logic here */
};
