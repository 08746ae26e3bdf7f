import type { ListConnectionResolvers } from './types.generated.ts';
/*
 * Note: This object type is generated because "ListConnectionMapper" is declared. This is to ensure runtime safety.
 *
 * When a mapper is used, it is possible to hit runtime errors in some scenarios:
 * - given a field name, the schema type's field type does not match mapper's field type
 * - or a schema type's field does not exist in the mapper's fields
 *
 * If you want to skip this file generation, remove the mapper or update the pattern in the `resolverGeneration.object` config.
 */
export const ListConnection: ListConnectionResolvers = {
  /* Implement ListConnection resolver logic here */
  edges: async (_parent, _arg, _ctx) => {
    /* ListConnection.edges resolver is required because ListConnection.edges exists but ListConnectionMapper.edges does not */
  },
  nodes: async (_parent, _arg, _ctx) => {
    /* ListConnection.nodes resolver is required because ListConnection.nodes exists but ListConnectionMapper.nodes does not */
  },
  pageInfo: async (_parent, _arg, _ctx) => {
    /* ListConnection.pageInfo resolver is required because ListConnection.pageInfo exists but ListConnectionMapper.pageInfo does not */
  },
  totalCount: async (_parent, _arg, _ctx) => {
    /* ListConnection.totalCount resolver is required because ListConnection.totalCount exists but ListConnectionMapper.totalCount does not */
  },
};
