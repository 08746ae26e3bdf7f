import type { QueryResolvers } from './../types.generated.ts';
export const todoCounts: NonNullable<QueryResolvers['todoCounts']> = async (_parent, _arg, _ctx) => {
  /* Implement Query.todoCounts resolver logic here */
};
