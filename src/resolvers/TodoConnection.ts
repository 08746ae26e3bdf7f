import type { TodoConnectionResolvers } from './types.generated.ts';

export const TodoConnection: TodoConnectionResolvers = {
  edges: (page) => page.edges(),
  nodes: (page) => page.nodes(),
  pageInfo: (page) => page.pageInfo(),
  totalCount: (page) => page.totalCount(),
};
