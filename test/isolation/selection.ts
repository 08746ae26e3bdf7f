import {
  type GraphQLField,
  type GraphQLNamedType,
  getNamedType,
  isAbstractType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql';
import { schema } from '../../src/server/schema.ts';

/** How deep objects are asked for: a todo's list's todos' tags, through connections. */
const DEPTH = 6;

/** Every field of `type`, to some depth; of an interface, of all that may be there. Empty for what has no fields. */
export function everythingOf(type: GraphQLNamedType, depth = DEPTH): string {
  if (isLeafType(type)) {
    return '';
  }
  if (isAbstractType(type)) {
    const parts = schema
      .getPossibleTypes(type)
      .map((one) => `... on ${one.name} ${everythingOf(one, depth)}`);
    return `{ __typename ${parts.join(' ')} }`;
  }
  if (!isObjectType(type)) {
    throw new Error(`Nobody knows how to ask for ${type.name}.`);
  }
  const fields = Object.values(type.getFields()).map((field) => fieldOf(field, depth - 1));
  return `{ __typename ${fields.join(' ')} }`;
}

function fieldOf(field: GraphQLField<unknown, unknown>, depth: number): string {
  if (field.args.some(isRequiredArgument)) {
    throw new Error(`Nobody knows how to ask for ${field.name}: say so in test/isolation.`);
  }
  const type = getNamedType(field.type);
  if (isLeafType(type)) {
    return field.name;
  }
  return depth > 0 ? `${field.name} ${everythingOf(type, depth)}` : '';
}
