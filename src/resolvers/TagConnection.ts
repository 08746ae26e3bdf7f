import type { TagConnectionResolvers } from './types.generated.ts';

export const TagConnection: TagConnectionResolvers = {
  edges: (page) => page.edges(),
  nodes: (page) => page.nodes(),
  pageInfo: (page) => page.pageInfo(),
  totalCount: (page) => page.totalCount(),
};
