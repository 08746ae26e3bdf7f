import type { QueryResolvers } from './../types.generated.ts';
export const list: NonNullable<QueryResolvers['list']> = async (_parent, _arg, _ctx) => {
  /* Implement Query.list resolver logic here */
};
