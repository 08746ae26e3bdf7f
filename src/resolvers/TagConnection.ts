import type { TagConnectionResolvers } from './types.generated.ts';
/*
 * Note: This object type is generated because "TagConnectionMapper" is declared. This is to ensure runtime safety.
 *
 * When a mapper is used, it is possible to hit runtime errors in some scenarios:
 * - given a field name, the schema type's field type does not match mapper's field type
 * - or a schema type's field does not exist in the mapper's fields
 *
 * If you want to skip this file generation, remove the mapper or update the pattern in the `resolverGeneration.object` config.
 */
export const TagConnection: TagConnectionResolvers = {
  /* Implement TagConnection resolver logic here */
  edges: async (_parent, _arg, _ctx) => {
    /* TagConnection.edges resolver is required because TagConnection.edges exists but TagConnectionMapper.edges does not */
  },
  nodes: async (_parent, _arg, _ctx) => {
    /* TagConnection.nodes resolver is required because TagConnection.nodes exists but TagConnectionMapper.nodes does not */
  },
  pageInfo: async (_parent, _arg, _ctx) => {
    /* TagConnection.pageInfo resolver is required because TagConnection.pageInfo exists but TagConnectionMapper.pageInfo does not */
  },
  totalCount: async (_parent, _arg, _ctx) => {
    /* TagConnection.totalCount resolver is required because TagConnection.totalCount exists but TagConnectionMapper.totalCount does not */
  },
};
