import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ConcreteRequest, ReaderFragment } from 'relay-runtime';
import { listening, post, type SocketServer } from '../server/subscriptions/sockets.ts';
import { describeDatabases } from '../support/databases.ts';
import { until } from '../support/until.ts';
import { type RelayApp, relayApp } from './relay-app.ts';
import { type Compiled, compileRelay } from './relay-compiler.ts';

describeDatabases('Relay', (database) => {
  let api: SocketServer;
  let compiled: Compiled;
  let app: RelayApp;

  beforeAll(async () => {
    api = await listening(await database.open());
    const sdl = await fetch(`http://${api.address.replace('/graphql', '/schema.graphql')}`);
    compiled = await compileRelay(await sdl.text());
    app = relayApp(api.address);
  });
  afterAll(() => app?.close());

  const request = (name: string) => compiled.artifact<ConcreteRequest>(name);
  const fragment = (name: string) => compiled.artifact<ReaderFragment>(name);
  const createList = async (name: string): Promise<string> => {
    const query = 'mutation ($name: String!) { createList(input: { name: $name }) { list { id } } }';
    return (await post(api.address, query, { name })).createList.list.id;
  };
  const createTodo = async (title: string, listId?: string): Promise<string> => {
    const query =
      'mutation ($title: String!, $listId: ID) { createTodo(input: { title: $title, listId: $listId }) { todo { id } } }';
    return (await post(api.address, query, { title, listId })).createTodo.todo.id;
  };
  /** The titles of a connection, as a component would show them. */
  const titles = (connection: { edges: { node: unknown }[] }): string[] =>
    connection.edges.map(({ node }) => app.read(fragment('todoItem_todo'), node).title);

  /** A list with its todos' titles, loaded by `node` as `listPageQuery` does, and what can be done with it. */
  const openList = async (name: string, todos: string[]) => {
    const id = await createList(name);
    const ids: string[] = [];
    for (const title of todos) {
      ids.push(await createTodo(title, id));
    }
    const parent = (await app.load(request('listPageQuery'), { id })).node.list;
    const list = () => app.read(fragment('listPage_list'), parent);
    return {
      id,
      ids,
      list,
      titles: () => titles(list().todos),
      connection: () => list().todos.__id as string,
      /** What usePaginationFragment's `loadNext` sends. */
      loadNext: () =>
        app.load(request('listPagePaginationQuery'), {
          id,
          count: 2,
          cursor: list().todos.pageInfo.endCursor,
          orderBy: [{ field: 'POSITION' }],
        }),
    };
  };

  test('its compiler takes the published SDL and every operation, without a warning', () => {
    const levels = [...compiled.output.matchAll(/\[(\w+)\] /g)].map(([, level]) => level);
    expect(compiled.output).toContain('Compilation completed.');
    expect(new Set(levels)).toEqual(new Set(['INFO', 'default']));
  });

  describe('in its store', () => {
    test('a list is asked for by node, and loads its next pages into one connection', async () => {
      const page = await openList('Shopping', ['a', 'b', 'c', 'd', 'e']);
      expect(page.titles()).toEqual(['a', 'b']);
      await page.loadNext();
      expect(page.titles()).toEqual(['a', 'b', 'c', 'd']);
      expect(page.list().todos.pageInfo.hasNextPage).toBe(true);
      await page.loadNext();
      expect(page.titles()).toEqual(['a', 'b', 'c', 'd', 'e']);
      expect(page.list()).toMatchObject({ name: 'Shopping', todos: { pageInfo: { hasNextPage: false } } });
    });

    test('the todos of all lists load their next pages, newest first', async () => {
      for (const title of ['1', '2', '3']) {
        await createTodo(title);
      }
      const parent = await app.load(request('todoFeedQuery'), { filter: { list: { isNull: true } } });
      const feed = () => app.read(fragment('todoFeed_query'), parent).todos;
      expect(titles(feed())).toEqual(['3', '2']);
      await app.load(request('todoFeedPaginationQuery'), {
        count: 2,
        cursor: feed().pageInfo.endCursor,
        filter: { list: { isNull: true } },
      });
      expect(titles(feed())).toEqual(['3', '2', '1']);
      const input = { title: '4' };
      await app.mutate(request('writeTodoJotDownMutation'), { input, connections: [feed().__id] });
      expect(titles(feed())).toEqual(['4', '3', '2', '1']);
    });

    test('an edge that a mutation returns is appended, and one that it deletes is gone', async () => {
      const page = await openList('Garden', ['Dig']);
      const connections = [page.connection()];
      const input = { title: 'Plant', listId: page.id };
      await app.mutate(request('writeTodoCreateMutation'), { input, connections });
      expect(page.titles()).toEqual(['Dig', 'Plant']);
      await app.mutate(request('writeTodoTrashMutation'), { input: { id: page.ids[0] }, connections });
      expect(page.titles()).toEqual(['Plant']);
    });

    test('a todo whose record is deleted is shown nowhere', async () => {
      const page = await openList('Attic', ['Tidy', 'Sweep']);
      await app.mutate(request('writeTodoForgetMutation'), { input: { id: page.ids[0] } });
      expect(page.list().todos.edges.filter(({ node }: { node: unknown }) => node !== null)).toHaveLength(1);
    });

    test('several edges are deleted by the ids of clearCompleted', async () => {
      const page = await openList('Done', ['x', 'y']);
      await app.mutate(request('writeTodoCompleteMutation'), { input: { id: page.ids[1] } });
      await app.mutate(request('writeTodoClearMutation'), {
        input: { listId: page.id },
        connections: [page.connection()],
      });
      expect(page.titles()).toEqual(['x']);
    });

    test('a change in bulk, given by a @oneOf input, is seen wherever the todo is shown', async () => {
      const page = await openList('Names', ['old', 'other']);
      const [id, other] = page.ids;
      const changes = [{ update: { id, title: 'new' } }, { complete: { id: other } }];
      await app.mutate(request('writeTodoChangeMutation'), { input: { changes } });
      expect(page.titles()).toEqual(['new', 'other']);
      await app.mutate(request('writeTodoRenameMutation'), { id, title: 'newest' });
      expect(page.titles()).toEqual(['newest', 'other']);
    });

    test('a new list is appended to the others', async () => {
      const parent = await app.load(request('sidebarQuery'), { timeZone: 'Europe/Berlin' });
      const lists = () => app.read(fragment('sidebar_query'), parent).lists;
      const before = lists().edges.length;
      await app.mutate(request('writeListCreateMutation'), {
        input: { name: 'New', color: 'TEAL' },
        connections: [lists().__id],
      });
      expect(lists().edges).toHaveLength(before + 1);
      expect(lists().edges.at(-1).node).toMatchObject({ name: 'New', color: 'TEAL', openTodoCount: 0 });
    });

    test('one todo is read anew by node', async () => {
      const page = await openList('Elsewhere', ['before']);
      await post(
        api.address,
        `mutation { updateTodo(input: { id: "${page.ids[0]}", title: "after" }) { todo { id } } }`,
      );
      expect(page.titles()).toEqual(['before']);
      await app.load(request('todoItemQuery'), { id: page.ids[0] });
      expect(page.titles()).toEqual(['after']);
    });

    test('what todoChanged tells is seen wherever the todo is shown', async () => {
      const page = await openList('Live', ['before']);
      const told = Promise.withResolvers<void>();
      const stop = app.subscribe(request('todoChangesSubscription'), { listId: page.id }, told.resolve);
      await until(() => !api.events.hub.isIdle);
      await post(
        api.address,
        `mutation { updateTodo(input: { id: "${page.ids[0]}", title: "after" }) { todo { id } } }`,
      );
      await told.promise;
      stop();
      expect(page.titles()).toEqual(['after']);
    });
  });
});
