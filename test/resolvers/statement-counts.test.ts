import { beforeAll, expect, test } from '@jest/globals';
import {
  buildSchema,
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  isListType,
  isNullableType,
  isObjectType,
} from 'graphql';
import { typeDefs } from '../../src/resolvers/index.ts';
import { NODE_TYPES, type NodeType, toGlobalId } from '../../src/resolvers/nodes/global-id.ts';
import { openApi, type TestApi } from '../support/api.ts';
import { describeDatabases } from '../support/databases.ts';
import { aList, aTag, aTodo, replaceThings } from '../support/things.ts';

/** Levels of objects in a query. */
const DEPTH = 4;

/** A way down from an object: the field, and what it leads to. */
interface Step {
  /** The field with its arguments, and everything between it and the objects; `*` stands for what is asked of them. */
  text: string;
  type: NodeType;
}

const schema = buildSchema(typeDefs);
const isNodeType = (name: string): name is NodeType => NODE_TYPES.some((type) => type === name);

/** The steps down from `type` that the schema has. */
function stepsFrom(type: GraphQLObjectType): Step[] {
  return Object.values(type.getFields()).flatMap((field) => {
    const found = getNamedType(field.type);
    if (isNodeType(found.name)) {
      return [{ text: `${field.name}${argumentsOf(field, found.name)} { *}`, type: found.name }];
    }
    const nodes =
      isObjectType(found) && found.name.endsWith('Connection') ? found.getFields().nodes : undefined;
    const node = nodes && getNamedType(nodes.type).name;
    return node !== undefined && isNodeType(node)
      ? [{ text: `${field.name}${argumentsOf(field, node)} { nodes { *} }`, type: node }]
      : [];
  });
}

/** A page of as many as the query says, and whatever the field does not do without. */
function argumentsOf({ args }: GraphQLField<unknown, unknown>, type: NodeType): string {
  const given = args.flatMap((argument) => {
    if (argument.name === 'first') {
      return ['first: $first'];
    }
    if (isNullableType(argument.type) || argument.defaultValue !== undefined) {
      return [];
    }
    return [
      `${argument.name}: $${isListType(argument.type) ? 'ids' : argument.name === 'id' ? type : argument.name}`,
    ];
  });
  return given.length === 0 ? '' : `(${given.join(', ')})`;
}

/** Every way down that is `depth` levels long, as what is asked of objects of `type`. */
function waysDown(type: GraphQLObjectType, depth: number): string[] {
  if (depth === 0) {
    return ['id '];
  }
  return stepsFrom(type).flatMap((step) =>
    waysDown(typeOf(step.type), depth - 1).map((below) => `id ${step.text.replace('*', below)} `),
  );
}

function typeOf(name: string): GraphQLObjectType {
  const type = schema.getType(name);
  if (!isObjectType(type)) {
    throw new TypeError(`${name} is no object type.`);
  }
  return type;
}

const WAYS = [
  ...waysDown(typeOf('Query'), DEPTH).map((way) => way.replace(/^id /, '')),
  ...NODE_TYPES.flatMap((type) =>
    waysDown(typeOf(type), DEPTH - 1).flatMap((way) => [
      `node(id: $${type}) { ... on ${type} { ${way}} }`,
      `nodes(ids: [$${type}]) { ... on ${type} { ${way}} }`,
    ]),
  ),
];

/** `way` with the variables that it uses. */
function operationOf(way: string): string {
  const variables = [...new Set([...way.matchAll(/\$(\w+)/g)].map(([, name = '']) => name))];
  const types: Record<string, string> = { first: 'Int!', text: 'String!' };
  return `query (${variables.map((name) => `$${name}: ${types[name] ?? 'ID!'}`).join(', ')}) { ${way} }`;
}

describeDatabases('the statements of a nested query', (database) => {
  let api: TestApi;
  const lists = Array.from({ length: 50 }, (_, n) => aList({ position: `A${n + 100}` }));
  const tags = Array.from({ length: 50 }, () => aTag());
  // Whichever comes first in whichever order has something of everything.
  const todos = Array.from({ length: 150 }, (_, n) => aTodo({ title: `milk ${n}`, list: lists[n % 50]?.id }));
  const pairs = todos.flatMap(({ id }, n) =>
    [n, n + 1].map((tag) => ({ todo: id, tag: tags[tag % 50]?.id ?? '' })),
  );
  const ids = {
    List: toGlobalId('List', lists[0]?.id ?? ''),
    Tag: toGlobalId('Tag', tags[0]?.id ?? ''),
    Todo: toGlobalId('Todo', todos[0]?.id ?? ''),
  };

  beforeAll(async () => {
    api = await openApi(database);
    await replaceThings(api.em, { lists, tags, todos, pairs });
  });

  test.each(WAYS)(
    'are at most as many as its levels, and for fifty rows as many as for one: %s',
    async (way) => {
      const countFor = async (first: number) => {
        api.statements.length = 0;
        await api.data(operationOf(way), { ...ids, first, text: 'milk' });
        return api.statements.length;
      };
      const forOne = await countFor(1);
      expect(forOne).toBeLessThanOrEqual(DEPTH);
      expect(await countFor(50)).toBe(forOne);
    },
  );
});
