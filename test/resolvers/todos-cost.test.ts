import { beforeAll, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { openApi, type TestApi } from '../support/api.ts';
import { describeDatabases } from '../support/databases.ts';
import { replaceTodos, sampleTodo } from '../support/todos.ts';

const LIST = ['CREATED_AT', 'DUE_DATE', 'PRIORITY', 'TITLE', 'POSITION', 'UPDATED_AT', 'COMPLETED_AT'];

describeDatabases('what a list of todos costs', (database) => {
  let api: TestApi;
  beforeAll(async () => {
    api = await openApi(database);
    await replaceTodos(api.em, fc.sample(sampleTodo, 100));
  });
  const statementsOf = async (operation: string, variables?: Record<string, unknown>) => {
    api.statements.length = 0;
    await api.data(operation, variables);
    return [...api.statements];
  };
  const counts = (statements: string[]) => statements.filter((statement) => statement.includes('count(*)'));
  /** The columns that the rows of a page were read with. */
  const columns = (statement = '') =>
    [...new Set([...statement.matchAll(/"(\w+)" as "/g)].map(([, name]) => name))].sort();

  test.each([1, 20, 100])('a page of %d takes one statement', async (first) => {
    const operation = `query ($first: Int) {
      todos(first: $first) { edges { cursor node { id title } } nodes { dueDate } pageInfo { hasNextPage endCursor } }
    }`;
    const statements = await statementsOf(operation, { first });
    expect(statements).toHaveLength(1);
    expect(counts(statements)).toHaveLength(0);
  });

  test.each(LIST)('a page after a cursor, ordered by %s, takes one statement', async (field) => {
    const operation = `query ($field: TodoOrderField!, $after: String) {
      todos(first: 10, after: $after, orderBy: { field: $field }) {
        nodes { id } pageInfo { hasNextPage hasPreviousPage endCursor }
      }
    }`;
    const { todos } = await api.data(operation, { field });
    expect(await statementsOf(operation, { field, after: todos.pageInfo.endCursor })).toHaveLength(1);
  });

  test('a total count takes one statement more', async () => {
    const statements = await statementsOf('{ todos { nodes { id } totalCount } }');
    expect(statements).toHaveLength(2);
    expect(counts(statements)).toHaveLength(1);
  });

  test('a total count alone reads no page', async () => {
    const statements = await statementsOf('{ todos { totalCount } }');
    expect(statements).toHaveLength(1);
    expect(counts(statements)).toHaveLength(1);
  });

  test('a list of which nothing is asked takes no statement', async () => {
    expect(await statementsOf('{ todos { __typename } }')).toEqual([]);
  });

  test.each([
    ['{ todos { nodes { id title } totalCount @skip(if: true) } }', {}],
    ['query ($no: Boolean!) { todos { nodes { id title } totalCount @include(if: $no) } }', { no: false }],
    [
      'query ($no: Boolean!) { todos { nodes { id title } ... @include(if: $no) { totalCount } } }',
      { no: false },
    ],
  ])('what is left out is not counted: %s', async (operation, variables) => {
    expect(counts(await statementsOf(operation, variables))).toEqual([]);
  });

  test.each([
    ['directly', '{ todos { nodes { title isDone } } }'],
    ['in edges', '{ todos { edges { node { title isDone } } } }'],
    ['under aliases', '{ todos { one: nodes { a: title } two: nodes { b: isDone } } }'],
    ['in nodes and edges', '{ todos { nodes { title } edges { node { isDone } } } }'],
    [
      'in an inline fragment',
      '{ todos { ... on TodoConnection { nodes { ... on Node { ... on Todo { title } } isDone } } } }',
    ],
    [
      'in a fragment',
      '{ ...Q } fragment Q on Query { todos { nodes { ...T } } } fragment T on Todo { title isDone }',
    ],
    ['in a field that comes twice', '{ todos { nodes { title } } todos { nodes { isDone } } }'],
    [
      'beside what is skipped',
      '{ todos { nodes { title isDone description @skip(if: true) } edges @include(if: false) { node { priority } } } }',
    ],
    [
      'beside what a variable leaves out',
      'query ($no: Boolean = false) { todos { nodes { title isDone description @include(if: $no) } } }',
    ],
    [
      'with what a variable leaves in',
      'query ($no: Boolean = false) { todos { nodes { title } ... @skip(if: $no) { nodes { isDone } } } }',
    ],
  ])('only the columns that are asked for are read: %s', async (_how, operation) => {
    const statements = await statementsOf(operation);
    expect(statements).toHaveLength(1);
    expect(columns(statements[0])).toEqual(['completed_at', 'created_at', 'id', 'title']);
  });

  test('two lists in one operation are two pages', async () => {
    expect(await statementsOf('{ a: todos { nodes { id } } b: todos { nodes { id } } }')).toHaveLength(2);
  });

  test('every field can be asked for in every way', async () => {
    const todo =
      '... on Todo { id title description isDone dueDate priority createdAt updatedAt __typename }';
    const { todos } = await api.data(`{ todos { nodes { ${todo} } edges { node { ${todo} } } } }`);
    expect(todos.nodes).toHaveLength(20);
    expect(todos.edges.map(({ node }: { node: unknown }) => node)).toEqual(todos.nodes);
    expect(Object.values(todos.nodes[0])).not.toContain(undefined);
  });
});
