import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { buildSchema, Kind, type OperationDefinitionNode, parse, validate } from 'graphql';
import { openOrm } from '../../../src/database/orm.ts';
import { Costs } from '../../../src/server/limits/cost/cost.ts';
import { FieldCosts } from '../../../src/server/limits/cost/field-cost.ts';
import { schema } from '../../../src/server/schema.ts';
import { recording } from '../../support/api.ts';
import { describeDatabases } from '../../support/databases.ts';
import { createDatabase } from '../../support/templates.ts';
import { type TestServer, testServer } from '../server.ts';

const costs = new Costs(schema);

/** The cost of each operation of `query` by its name. */
function costsOf(query: string, variables?: Record<string, unknown>): Map<string, number> {
  const document = parse(query);
  expect(validate(schema, document).map(({ message }) => message)).toEqual([]);
  const operations = document.definitions.filter(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  return new Map(
    operations.map((operation) => [operation.name?.value ?? '', costs.of(document, operation, variables)]),
  );
}

function costOf(query: string, variables?: Record<string, unknown>): number | undefined {
  return [...costsOf(query, variables).values()][0];
}

describe('the cost', () => {
  test.each<[number, string, Record<string, unknown>?]>([
    [0, '{ __typename }'],
    [1, '{ todo(id: "a") { title description } }'],
    [2, '{ todo(id: "a") { list { name } } }'],
    [21, '{ todo(id: "a") { tags { name } } }'],
    // A page costs its size, whatever is asked of it, in whichever form.
    [20, '{ todos { pageInfo { hasNextPage } } }'],
    [20, '{ todos { nodes { title } } }'],
    [20, '{ todos { edges { cursor node { title } } } }'],
    [7, '{ todos(first: 7) { nodes { title } } }'],
    [7, '{ todos(last: 7) { nodes { title } } }'],
    // Refused by the field itself; the larger one counts all the same.
    [7, '{ todos(first: 7, last: 3) { nodes { title } } }'],
    [7, 'query ($n: Int) { todos(first: $n) { nodes { title } } }', { n: 7 }],
    [7, 'query ($n: Int = 7) { todos(first: $n) { nodes { title } } }'],
    [20, 'query ($n: Int) { todos(first: $n) { nodes { title } } }', { n: null }],
    [20, 'query ($n: Int = 7) { todos(first: $n) { nodes { title } } }', { n: null }],
    [100, 'query ($n: Int) { todos(first: $n) { nodes { title } } }', { n: 1e9 }],
    [0, 'query ($n: Int) { todos(first: $n) { nodes { title } } }', { n: -1e9 }],
    [20, 'query ($constructor: Int) { todos(first: $constructor) { nodes { title } } }'],
    [20, 'query ($constructor: Int) { todos(first: $constructor) { nodes { title } } }', {}],
    // Counts and searches.
    [30, '{ todos { totalCount } }'],
    [11, '{ todoCounts { open done: completed } }'],
    [30, '{ searchTodos(text: "a") { nodes { title } } }'],
    [220, '{ lists { nodes { openTodoCount } } }'],
    [620, '{ lists { nodes { todos { totalCount } } } }'],
    // Through the levels.
    [100 + 100 * 100, '{ lists(first: 100) { nodes { todos(first: 100) { nodes { title } } } } }'],
    [
      100 + 100 * (100 + 100 * 20),
      '{ lists(first: 100) { nodes { todos(first: 100) { nodes { tags { name } } } } } }',
    ],
    [20 + 20, '{ todos { edges { node { list { name } } } } }'],
    [20 + 20 + 20, '{ todos { nodes { list { name } } edges { node { list { name } } } } }'],
    // By id.
    [1, '{ node(id: "a") { id ... on Todo { title } } }'],
    [3, '{ nodes(ids: ["a", "b", "c"]) { id } }'],
    [1, '{ nodes(ids: "a") { id } }'],
    [1, 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: 'a' }],
    [
      3 * 21,
      'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Todo { tags { name } } } }',
      { ids: ['a', 'b', 'c'] },
    ],
    // Aliases make an answer longer than its rows.
    [20 + 20 * 2, '{ todos { nodes { a: title b: title } } }'],
    // What is left out costs nothing.
    [0, '{ todos @skip(if: true) { totalCount } }'],
    [0, 'query ($all: Boolean!) { todos @include(if: $all) { totalCount } }', { all: false }],
    [30, 'query ($all: Boolean = true) { todos @include(if: $all) { totalCount } }'],
    [30, 'query ($all: Boolean!) { todos @include(if: $all) { totalCount } }', { all: 'wrong' }],
    [20, '{ todos { ... @skip(if: true) { totalCount } } }'],
    // Fragments.
    [20 + 20 * 2, '{ todos { nodes { ...F ...F } } } fragment F on Todo { ... on Todo { list { name } } }'],
    [
      30 + 60,
      '{ a: todos(first: 10) { ...P } b: todos { ...P } } fragment P on TodoConnection { nodes { list { id } ...L } } fragment L on Todo { list { id } } ',
    ],
    // Changes.
    [10, 'mutation { deleteTodo(input: { id: "a" }) { deletedId } }'],
    [11, 'mutation { createTodo(input: { title: "a" }) { todo { title } } }'],
    [
      20 + 2,
      'mutation ($input: ChangeTodosInput!) { changeTodos(input: $input) { results { todo { list { name } } } } }',
      { input: { changes: [{}, {}] } },
    ],
    [
      20,
      'mutation ($create: CreateTodoInput!) { changeTodos(input: { changes: [{ create: $create }, { create: $create }] }) { results { todo { id } } } }',
    ],
    [10, 'mutation { changeTodos(input: { changes: { delete: { id: "a" } } }) { userErrors { code } } }'],
    [10, 'mutation { changeTodos(input: { changes: [] }) { userErrors { code } } }'],
    // The whole schema is long.
    [1_000, '{ __schema { types { name } } }'],
    [100, '{ __type(name: "Todo") { name } }'],
    // Events, each.
    [1, 'subscription { todoChanged { kind todo { title } } }'],
  ])('is %d for %s', (cost, query, ...[variables]) => {
    expect(costOf(query, variables)).toBe(cost);
  });

  test('is a number, however many levels there are', () => {
    const levels = 20;
    const query = `{ todos { nodes { ${'tags { todos(first: 100) { nodes { '.repeat(levels)} id ${'} } } '.repeat(levels)} } } }`;
    expect(costOf(query)).toBe(Number.MAX_SAFE_INTEGER);
  });

  test('of everything that our own client sends is far below the limit', () => {
    const folder = new URL('../../../contract/operations/web/', import.meta.url);
    const sent = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'));
    const most = Math.max(...costsOf(sent.join('\n')).values());
    expect(most).toBeLessThan(12_500);
  });
});

test('every list of the schema from which something can be asked has a bound', () => {
  // A field on this list needs `first` and `last`, or @listSize (schema/directives/cost.graphqls).
  expect(new FieldCosts(schema).unbounded).toEqual([]);
});

test('every count of the schema has a cost', () => {
  const counts = Object.values(schema.getTypeMap()).flatMap((type) =>
    'getFields' in type ? Object.values(type.getFields()).filter(({ name }) => /Counts?$/.test(name)) : [],
  );
  const fields = new FieldCosts(schema);
  const free = counts.filter((field) => 'args' in field && !fields.of(field)?.weight);
  expect([counts.length > 4, free.map(({ name }) => name)]).toEqual([true, []]);
});

test('a list that nothing bounds is found, however far what costs is', () => {
  const { unbounded } = new FieldCosts(
    buildSchema(`
      interface Node { id: ID! }
      type Todo implements Node { id: ID! }
      type Group { members: [Member!]!, names: [String!]! }
      type Member { todo: Todo }
      type Query { group: Group, all: [Todo] }
    `),
  );
  expect(unbounded).toEqual(['Group.members', 'Query.all']);
});

describeDatabases('an operation that may cost too much', (database) => {
  const QUERY = `query ($n: Int!) {
    lists(first: $n) { nodes { todos(first: $n) { nodes { tags { todos(first: $n) { nodes { title } } } } } } }
  }`;
  const statements: string[] = [];
  let api: TestServer;

  beforeAll(async () => {
    const location = await database.create();
    api = await testServer(await database.open(location, recording(location, statements)));
    await api.ask('{ todos { totalCount } }');
    statements.length = 0;
  });

  test('is refused before a row is read, and told its cost, the limit and what to do', async () => {
    const cost = { requested: 100 + 100 * (100 + 100 * (20 + 20 * 100)), limit: 25_000 };
    expect(await api.ask(QUERY, { n: 100 })).toMatchObject({
      status: 400,
      errors: [
        {
          message:
            'This may cost 20210100, and the limit is 25000: about the rows that would be read. ' +
            'Ask for smaller pages (first, last) or fewer levels, or in several requests.',
          extensions: { code: 'TOO_EXPENSIVE', cost },
        },
      ],
      extensions: { cost },
    });
    expect(statements).toEqual([]);
  });

  test('is answered where it costs as much as it may, and not where it costs one more', async () => {
    const orm = await database.open();
    for (const [limit, status] of [
      ['20', 200],
      ['19', 400],
    ] as const) {
      const strict = await testServer(orm, { QUERY_MAX_COST: limit });
      expect((await strict.ask('{ todos { nodes { id } } }')).status).toBe(status);
    }
  });

  test('is answered with smaller pages, and told its cost', async () => {
    expect(await api.ask(QUERY, { n: 2 })).toMatchObject({
      status: 200,
      data: { lists: { nodes: [] } },
      extensions: { cost: { requested: 2 + 2 * (2 + 2 * (20 + 20 * 2)), limit: 25_000 } },
    });
  });
});

test('an answer without data tells no cost', async () => {
  const api = await testServer(await openOrm(await createDatabase('sqlite', 'migrated')));
  expect(await api.ask('{ nothing }')).not.toHaveProperty('extensions');
  const wrong = await api.ask('query ($n: Int) { todos(first: $n) { totalCount } }', { n: 'x' });
  expect(wrong.status).toBe(400);
  expect(wrong).not.toHaveProperty('extensions');
});
