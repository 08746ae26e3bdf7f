import type { TodoConnectionResolvers } from './types.generated.ts';

export const TodoConnection: TodoConnectionResolvers = {
  edges: (connection) => connection.edges(),
  nodes: (connection) => connection.nodes(),
  pageInfo: (connection) => connection.pageInfo(),
  totalCount: (connection) => connection.totalCount(),
};
