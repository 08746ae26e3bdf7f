import { beforeAll, expect, test } from '@jest/globals';
import { toGlobalId } from '../../src/resolvers/nodes/global-id.ts';
import { openApi, type TestApi } from '../support/api.ts';
import { describeDatabases } from '../support/databases.ts';
import { aList, aTag, aTodo, replaceThings } from '../support/things.ts';

/** `count` of something. */
const times = <Thing>(count: number, make: (index: number) => Thing): Thing[] =>
  Array.from({ length: count }, (_, index) => make(index));

interface FoundPage {
  nodes: { title: string }[];
  pageInfo: Record<'hasNextPage' | 'hasPreviousPage', boolean> & Record<'startCursor' | 'endCursor', string>;
}

const at = (index: number) => `A${String(index).padStart(4, '0')}`;

describeDatabases('what is nested in a query', (database) => {
  let api: TestApi;
  const lists = times(50, (index) => aList({ name: `list ${index}`, position: at(index) }));
  const tags = times(4, (index) =>
    aTag({
      name: `tag ${index}`,
      nameKey: `TAG ${index}`,
      // The last one is deleted: no todo has it.
      deletedAt: index === 3 ? new Date(0) : null,
    }),
  );
  // List 0 has no todos, list 1 has one, list 2 two …; every second one is done.
  const todos = lists.flatMap((list, n) =>
    times(n % 10, (index) =>
      aTodo({
        list: list.id,
        title: `${n}/${index}`,
        position: at(n * 10 + index),
        completedAt: index % 2 === 0 ? null : new Date(1_795_437_811_190),
        dueDate: index % 3 === 0 ? null : `2026-01-0${index}`,
      }),
    ),
  );
  const pairs = todos.flatMap(({ id }, index) =>
    [...tags.slice(0, index % 4), ...tags.slice(3)].map((tag) => ({ todo: id, tag: tag.id })),
  );

  beforeAll(async () => {
    api = await openApi(database);
    await replaceThings(api.em, { lists, tags, todos, pairs });
  });

  const costOf = async (operation: string, variables?: Record<string, unknown>) => {
    api.statements.length = 0;
    const data = await api.data(operation, variables);
    return { data, statements: api.statements.length };
  };

  test('a page of todos of each of 50 lists takes one statement', async () => {
    const { data, statements } = await costOf(
      '{ lists(first: 50) { nodes { name todos(first: 5) { nodes { title } pageInfo { hasNextPage } } } } }',
    );
    expect(statements).toBe(2);
    expect(data.lists.nodes).toEqual(
      lists.map(({ name }, n) => ({
        name,
        todos: {
          nodes: times(Math.min(n % 10, 5), (index) => ({ title: `${n}/${index}` })),
          pageInfo: { hasNextPage: n % 10 > 5 },
        },
      })),
    );
  });

  test('todos, their list, its todos and their tags take a statement a level at most, however many rows', async () => {
    const operation = `query ($first: Int) {
      todos(first: $first, orderBy: { field: POSITION }) {
        nodes { title list { name todos(first: 2) { nodes { title tags { name } } } } }
      }
    }`;
    const few = await costOf(operation, { first: 1 });
    const many = await costOf(operation, { first: 100 });
    expect([few.statements, many.statements]).toEqual([3, 3]);
    expect(many.data.todos.nodes[3]).toEqual({
      title: '3/0',
      list: {
        name: 'list 3',
        todos: {
          nodes: [
            { title: '3/0', tags: [{ name: 'tag 0' }, { name: 'tag 1' }, { name: 'tag 2' }] },
            { title: '3/1', tags: [] },
          ],
        },
      },
    });
  });

  const LIST = 'id name color isArchived position version createdAt updatedAt deletedAt';
  const TAG = 'id name color version createdAt updatedAt deletedAt';

  test('the list and the tags of todos are read along with them, with the same values as by themselves', async () => {
    const { data, statements } = await costOf(
      `{ todos(first: 100) { edges { node { id list { ${LIST} } tags { ${TAG} } } } } }`,
    );
    expect(statements).toBe(1);
    const alone = await api.data(
      `{ lists(first: 50) { nodes { ${LIST} } } tags { nodes { ${TAG} } } trash: tags(deleted: true) { nodes { id } } }`,
    );
    expect(alone.trash.nodes).toHaveLength(1);
    const byId = new Map([...alone.lists.nodes, ...alone.tags.nodes].map((node) => [node.id, node]));
    const expected = todos.map(({ id, list }) => ({
      id: toGlobalId('Todo', id),
      list: byId.get(toGlobalId('List', list ?? '')) ?? null,
      tags: tags
        .filter(
          (tag) => tag.deletedAt === null && pairs.some((pair) => pair.todo === id && pair.tag === tag.id),
        )
        .map((tag) => byId.get(toGlobalId('Tag', tag.id))),
    }));
    const found = new Map(data.todos.edges.map(({ node }: { node: { id: string } }) => [node.id, node]));
    expect(found.size).toBe(100);
    expect([...found.values()]).toEqual(expected.filter(({ id }) => found.has(id)).toReversed());
  });

  test('each alias has a page of its own', async () => {
    const { data, statements } = await costOf(
      `query ($id: ID!) {
        list(id: $id) {
          one: todos(first: 1) { nodes { title } }
          last: todos(last: 2) { nodes { title } pageInfo { hasPreviousPage } }
          open: todos(filter: { isDone: { eq: false } }, orderBy: { field: POSITION, direction: DESC }) {
            totalCount
            nodes { title }
          }
        }
      }`,
      { id: toGlobalId('List', lists[7]?.id ?? '') },
    );
    expect(statements).toBe(5);
    expect(data.list).toEqual({
      one: { nodes: [{ title: '7/0' }] },
      last: { nodes: [{ title: '7/5' }, { title: '7/6' }], pageInfo: { hasPreviousPage: true } },
      open: {
        totalCount: 4,
        nodes: [{ title: '7/6' }, { title: '7/4' }, { title: '7/2' }, { title: '7/0' }],
      },
    });
  });

  test('nodes and edges may ask for different things under one name', async () => {
    const data = await api.data(`{
      lists(first: 3) {
        nodes { todos(first: 1) { nodes { title } } }
        edges { node { todos(last: 1) { edges { node { title } } } } }
      }
    }`);
    expect(data.lists.nodes[2].todos).toEqual({ nodes: [{ title: '2/0' }] });
    expect(data.lists.edges[2].node.todos).toEqual({ edges: [{ node: { title: '2/1' } }] });
  });

  test.each(['POSITION', 'DUE_DATE', 'COMPLETED_AT'])(
    'walking the todos of a list by %s meets each once, forwards and backwards, and looks behind',
    async (field) => {
      const operation = `query ($id: ID!, $first: Int, $after: String, $last: Int, $before: String, $orderBy: [TodoOrder!]) {
        node(id: $id) {
          ... on List {
            todos(first: $first, after: $after, last: $last, before: $before, orderBy: $orderBy) {
              nodes { title }
              pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
            }
          }
        }
      }`;
      const id = toGlobalId('List', lists[9]?.id ?? '');
      const orderBy = [{ field }];
      const walk = async (forwards: boolean) => {
        const met: string[] = [];
        let cursor: string | null = null;
        for (;;) {
          const page: object = forwards ? { first: 2, after: cursor } : { last: 2, before: cursor };
          const found: FoundPage = (await api.data(operation, { id, orderBy, ...page })).node.todos;
          const titles = found.nodes.map(({ title }) => title);
          met.splice(forwards ? met.length : 0, 0, ...titles);
          const { hasNextPage, hasPreviousPage, startCursor, endCursor } = found.pageInfo;
          expect(forwards ? hasPreviousPage : hasNextPage).toBe(cursor !== null);
          if (!(forwards ? hasNextPage : hasPreviousPage)) {
            return met;
          }
          cursor = forwards ? endCursor : startCursor;
        }
      };
      const whole = await api.data(operation, { id, orderBy, first: 100 });
      const titles = whole.node.todos.nodes.map(({ title }: { title: string }) => title);
      expect(titles).toHaveLength(9);
      expect(await walk(true)).toEqual(titles);
      expect(await walk(false)).toEqual(titles);
    },
  );

  test('lists and tags say how many open todos they have, in one statement each', async () => {
    const { data, statements } = await costOf(
      '{ lists(first: 50) { nodes { openTodoCount } } tags { nodes { name openTodoCount todos(first: 1) { totalCount } } } }',
    );
    expect(statements).toBe(5);
    expect(data.lists.nodes.map((list: { openTodoCount: number }) => list.openTodoCount)).toEqual(
      lists.map((_, n) => Math.ceil((n % 10) / 2)),
    );
    const tagged = (tag: number) => todos.filter((_, index) => index % 4 > tag);
    expect(data.tags.nodes).toEqual(
      tags.slice(0, 3).map(({ name }, index) => ({
        name,
        openTodoCount: tagged(index).filter(({ completedAt }) => completedAt === null).length,
        todos: { totalCount: tagged(index).length },
      })),
    );
  });
});
