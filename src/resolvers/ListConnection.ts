import type { ListConnectionResolvers } from './types.generated.ts';

export const ListConnection: ListConnectionResolvers = {
  edges: (page) => page.edges(),
  nodes: (page) => page.nodes(),
  pageInfo: (page) => page.pageInfo(),
  totalCount: (page) => page.totalCount(),
};
