import { makeExecutableSchema } from '@graphql-tools/schema';
import { describe, expect, test } from '@jest/globals';
import { buildSchema, type GraphQLNamedType, isEnumType, printSchema } from 'graphql';
import { resolvers, typeDefs } from '../../src/resolvers/index.ts';

interface Described {
  name: string;
  description?: string | null;
}

/** `type` with everything in it, each named by its path. */
function* partsOf(type: GraphQLNamedType): Iterable<Described> {
  yield type;
  const values = isEnumType(type) ? type.getValues() : [];
  const fields: readonly (Described & { args?: readonly Described[] })[] =
    'getFields' in type ? Object.values(type.getFields()) : values;
  for (const { name, description, args } of fields) {
    yield { name: `${type.name}.${name}`, description };
    for (const argument of args ?? []) {
      yield { name: `${type.name}.${name}(${argument.name})`, description: argument.description };
    }
  }
}

describe('the SDL', () => {
  test('is what introspection says', () => {
    expect(printSchema(makeExecutableSchema({ typeDefs, resolvers }))).toBe(
      printSchema(buildSchema(typeDefs)),
    );
  });

  test('describes every type, field, argument and enum value', () => {
    const types = Object.values(buildSchema(typeDefs).getTypeMap()).filter(
      ({ name }) => !name.startsWith('__'),
    );
    const parts = types.flatMap((type) => [...partsOf(type)]);
    expect(parts.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Query.todos(first)', 'CreateTodoInput.title', 'Priority.LOW', 'Todo']),
    );
    expect(parts.filter(({ description }) => !description?.trim()).map(({ name }) => name)).toEqual([]);
  });
});
