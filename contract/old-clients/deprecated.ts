import {
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
} from 'graphql';
import { membersAlong } from '../sdl/coordinate.ts';

/**
 * Whether clients of the schema `released` were told to stop using what `path` leads to: it, or what it is part of, is
 * deprecated. A type cannot be deprecated: it counts as such once only what is deprecated leads to it.
 */
export function wasDeprecated(released: GraphQLSchema, path: string): boolean {
  if (membersAlong(released, path).some(({ deprecationReason }) => deprecationReason != null)) {
    return true;
  }
  const [name = ''] = path.split('.');
  const type = released.getType(name);
  return type !== undefined && !typesInUse(released).has(type);
}

/** The types that a client comes to who uses nothing deprecated. */
function typesInUse(schema: GraphQLSchema): Set<GraphQLNamedType> {
  const inUse = new Set<GraphQLNamedType>();
  const visit = (type: GraphQLNamedType | null | undefined) => {
    if (type != null && !inUse.has(type)) {
      inUse.add(type);
      typesBehind(type, schema).forEach(visit);
    }
  };
  [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].forEach(visit);
  return inUse;
}

function typesBehind(type: GraphQLNamedType, schema: GraphQLSchema): GraphQLNamedType[] {
  if (isInputObjectType(type)) {
    return namedTypes(Object.values(type.getFields()));
  }
  if (isUnionType(type)) {
    return [...type.getTypes()];
  }
  if (!isObjectType(type) && !isInterfaceType(type)) {
    return [];
  }
  const implementations = isInterfaceType(type) ? schema.getPossibleTypes(type) : [];
  const fields = Object.values(type.getFields()).filter(({ deprecationReason }) => deprecationReason == null);
  return [
    ...type.getInterfaces(),
    ...implementations,
    ...namedTypes(fields),
    ...fields.flatMap(({ args }) => namedTypes(args)),
  ];
}

function namedTypes(
  members: readonly {
    type: Parameters<typeof getNamedType>[0];
    deprecationReason?: string | null | undefined;
  }[],
): GraphQLNamedType[] {
  return members
    .filter(({ deprecationReason }) => deprecationReason == null)
    .flatMap(({ type }) => getNamedType(type) ?? []);
}
