import {
  astFromValue,
  type GraphQLArgument,
  type GraphQLField,
  getNamedType,
  isInterfaceType,
  isObjectType,
  type OperationTypeNode,
  print,
} from 'graphql';
import { NODE_TYPES, type NodeType } from '../../src/resolvers/nodes/global-id.ts';
import { schema } from '../../src/server/schema.ts';
import { everythingOf } from './selection.ts';

/** A field of the schema that takes arguments, and the operation that asks for it and for everything below it. */
export interface Operation {
  name: string;
  kind: `${OperationTypeNode}`;
  field: GraphQLField<unknown, unknown>;
  /** The type of the objects that have it, where it is none of a root. */
  parent?: NodeType;
  text: string;
}

/** Every root field of the schema of one kind. */
export function rootOperations(kind: Operation['kind'], depth: number): Operation[] {
  const root = schema.getRootType(kind as OperationTypeNode);
  return Object.values(root?.getFields() ?? {}).map((field) => {
    const { declared, passed } = argumentsOf(field);
    const text = `${kind} Walk${declared} { ${field.name}${passed} ${everythingOf(getNamedType(field.type), depth)} }`;
    return { name: field.name, kind, field, text };
  });
}

/** Every field of objects that takes arguments: of those that have an id, as no other object has such a field. */
export function nestedOperations(depth: number): Operation[] {
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    const isRoot = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].includes(
      type as never,
    );
    if (isRoot || type.name.startsWith('__') || !(isObjectType(type) || isInterfaceType(type))) {
      return [];
    }
    return Object.values(type.getFields())
      .filter(({ args }) => args.length > 0)
      .map((field): Operation => {
        const parent = NODE_TYPES.find((name) => name === type.name);
        if (parent === undefined) {
          throw new Error(`Nobody knows how to reach ${type.name}.${field.name}: say so in test/isolation.`);
        }
        const { declared, passed } = argumentsOf(field, '$own: ID!');
        const selection = everythingOf(getNamedType(field.type), depth);
        const text = `query Walk${declared} { node(id: $own) { ... on ${parent} { ${field.name}${passed} ${selection} } } }`;
        return { name: `${parent}.${field.name}`, kind: 'query', field, parent, text };
      });
  });
}

function declarationOf({ name, type, defaultValue }: GraphQLArgument): string {
  const value = astFromValue(defaultValue, type);
  return `$${name}: ${type}${value ? ` = ${print(value)}` : ''}`;
}

function argumentsOf({ args }: GraphQLField<unknown, unknown>, also?: string) {
  const declarations = [...(also ? [also] : []), ...args.map(declarationOf)];
  const passes = args.map(({ name }) => `${name}: $${name}`);
  return {
    declared: declarations.length > 0 ? `(${declarations.join(', ')})` : '',
    passed: passes.length > 0 ? `(${passes.join(', ')})` : '',
  };
}
