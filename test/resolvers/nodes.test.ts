import { beforeAll, expect, test } from '@jest/globals';
import { toGlobalId } from '../../src/resolvers/nodes/global-id.ts';
import { openApi, type TestApi } from '../support/api.ts';
import { describeDatabases } from '../support/databases.ts';

const NOBODY = toGlobalId('Todo', '01a2086e-d5be-76d7-b571-f0961e560d3f');

describeDatabases('objects by id', (database) => {
  let api: TestApi;
  let ids: string[];
  beforeAll(async () => {
    api = await openApi(database);
    const created = await api.data(`mutation {
      a: createTodo(input: { title: "a" }) { todo { id } }
      b: createTodo(input: { title: "b" }) { todo { id } }
      c: createTodo(input: { title: "c" }) { todo { id } }
    }`);
    ids = [created.a.todo.id, created.b.todo.id, created.c.todo.id];
  });

  test('todo and node find the same one', async () => {
    const found = await api.data(
      'query ($id: ID!) { todo(id: $id) { id title } node(id: $id) { __typename id ... on Todo { title } } }',
      { id: ids[1] },
    );
    expect(found).toEqual({
      todo: { id: ids[1], title: 'b' },
      node: { __typename: 'Todo', id: ids[1], title: 'b' },
    });
  });

  test('todo and node are null where there is none', async () => {
    const found = await api.data('query ($id: ID!) { todo(id: $id) { id } node(id: $id) { id } }', {
      id: NOBODY,
    });
    expect(found).toEqual({ todo: null, node: null });
  });

  test('nodes come in the order of their ids, again for an id that is given again, and null for one that is not there', async () => {
    const asked = [ids[2], NOBODY, ids[0], ids[2]];
    const { nodes } = await api.data(
      'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Todo { title } } }',
      {
        ids: asked,
      },
    );
    expect(nodes).toEqual([
      { id: ids[2], title: 'c' },
      null,
      { id: ids[0], title: 'a' },
      { id: ids[2], title: 'c' },
    ]);
  });

  test('nodes of no ids are none', async () => {
    expect(await api.data('{ nodes(ids: []) { id } }')).toEqual({ nodes: [] });
  });

  test('nodes of 100 ids take one statement', async () => {
    api.statements.length = 0;
    const hundred = Array.from({ length: 100 }, (_, index) => ids[index % 3]);
    await api.data('query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Todo { title } } }', {
      ids: hundred,
    });
    expect(api.statements).toHaveLength(1);
  });

  test('an object is found though no field of it but its type is asked for', async () => {
    const found = await api.data(
      'query ($id: ID!) { todo(id: $id) { __typename } node(id: $id) { __typename } }',
      {
        id: ids[0],
      },
    );
    expect(found).toEqual({ todo: { __typename: 'Todo' }, node: { __typename: 'Todo' } });
  });
});
