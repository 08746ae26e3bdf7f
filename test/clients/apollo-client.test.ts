import { type ApolloClient, CombinedGraphQLErrors, type ObservableQuery } from '@apollo/client/core';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  CompleteTodoDocument,
  CreateItemDocument,
  CreateListDocument,
  ListPageDocument,
  SearchPageDocument,
  TodoChangedDocument,
  UpdateItemDocument,
  ViewPageDocument,
} from '../../client/documents.ts';
import { listening, post, type SocketServer } from '../server/subscriptions/sockets.ts';
import { describeDatabases } from '../support/databases.ts';
import { until } from '../support/until.ts';
import { apolloClient } from './apollo-client.ts';

/** A connection that a component shows: what it shows now, and how it gets more. */
interface Shown {
  titles(): string[];
  pageInfo(): { hasNextPage: boolean; endCursor: string | null };
  loadNext(): Promise<unknown>;
}

// biome-ignore lint/suspicious/noExplicitAny: each query has data of its own, and tests compare them.
type AnyQuery = ObservableQuery<any, any>;
type Connection = { edges: { node: { title: string } }[]; pageInfo: ReturnType<Shown['pageInfo']> };

/** Apollo Client tells queries of what came into its cache in a timer of 0 ms. */
const toBeShown = () => new Promise((resolve) => setTimeout(resolve));

/** Subscribes to `query` as a component does, and waits for its first data. */
async function show(
  query: AnyQuery,
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  connectionOf: (data: any) => Connection,
): Promise<Shown> {
  await new Promise<void>((resolve) => {
    query.subscribe(({ loading }) => loading || resolve());
  });
  const connection = () => connectionOf(query.getCurrentResult().data);
  return {
    titles: () => connection().edges.map(({ node }) => node.title),
    pageInfo: () => connection().pageInfo,
    async loadNext() {
      await query.fetchMore({ variables: { after: connection().pageInfo.endCursor } });
      await toBeShown();
    },
  };
}

describeDatabases('Apollo Client', (database) => {
  let api: SocketServer;
  let client: ApolloClient;
  let close: () => void | Promise<void>;

  beforeAll(async () => {
    api = await listening(await database.open());
    ({ client, close } = apolloClient(api.address));
  });
  afterAll(() => close?.());

  /** The ids of a new list and of new todos in it, or in the inbox. */
  const listOf = async (name: string, titles: string[]) => {
    const { data } = await client.mutate({ mutation: CreateListDocument, variables: { input: { name } } });
    const listId = data?.createList.list?.id ?? '';
    return { listId, ids: await create(titles, listId) };
  };
  const create = async (titles: string[], listId?: string) => {
    const ids: string[] = [];
    for (const title of titles) {
      const variables = { input: { title, listId } };
      const { data } = await client.mutate({ mutation: CreateItemDocument, variables });
      ids.push(data?.createTodo.todo?.id ?? '');
    }
    return ids;
  };
  /** A page of a list, and of the inbox, as components show them. */
  const showList = (id: string) =>
    show(
      client.watchQuery({ query: ListPageDocument, variables: { id, first: 2 } }),
      ({ list }) => list.todos,
    );
  const showInbox = () => {
    const variables = { view: 'INBOX', timeZone: 'UTC', first: 2 } as const;
    return show(client.watchQuery({ query: ViewPageDocument, variables }), ({ todos }) => todos);
  };

  test('relayStylePagination joins three pages of todos', async () => {
    await create(['1', '2', '3', '4', '5']);
    const inbox = await showInbox();
    expect(inbox.titles()).toEqual(['5', '4']);
    await inbox.loadNext();
    await inbox.loadNext();
    expect(inbox.titles()).toEqual(['5', '4', '3', '2', '1']);
    expect(inbox.pageInfo()).toMatchObject({ hasNextPage: false });
  });

  test('relayStylePagination joins three pages of a list, and keeps lists apart', async () => {
    const one = await showList((await listOf('One', ['a', 'b', 'c', 'd', 'e'])).listId);
    const two = await showList((await listOf('Two', ['x', 'y', 'z'])).listId);
    await one.loadNext();
    await one.loadNext();
    expect([one.titles(), two.titles()]).toEqual([
      ['a', 'b', 'c', 'd', 'e'],
      ['x', 'y'],
    ]);
    expect([one.pageInfo(), two.pageInfo()]).toMatchObject([{ hasNextPage: false }, { hasNextPage: true }]);
  });

  test('a mutation changes the todo in every query that shows it', async () => {
    const { listId, ids } = await listOf('Shown twice', ['Unmistakable']);
    const page = await showList(listId);
    const query = client.watchQuery({ query: SearchPageDocument, variables: { text: 'unmistakable' } });
    const search = await show(query, ({ searchTodos }) => searchTodos);
    const input = { id: ids[0] ?? '', title: 'Unmistakable as ever', expectedVersion: 1 };
    await client.mutate({ mutation: UpdateItemDocument, variables: { input } });
    await toBeShown();
    expect([page.titles(), search.titles()]).toEqual([['Unmistakable as ever'], ['Unmistakable as ever']]);
  });

  test('a subscription changes the todo in every query that shows it', async () => {
    const { listId, ids } = await listOf('Live', ['before']);
    const page = await showList(listId);
    const told = Promise.withResolvers<unknown>();
    const changes = client.subscribe({ query: TodoChangedDocument, variables: { listId } });
    const subscription = changes.subscribe(({ data, error }) => told.resolve(data ?? error));
    await until(() => !api.events.hub.isIdle);
    const id = ids[0];
    await post(
      api.address,
      `mutation { updateTodo(input: { id: "${id}", title: "after" }) { todo { id } } }`,
    );
    expect(await told.promise).toMatchObject({ todoChanged: { kind: 'UPDATED', todo: { id } } });
    subscription.unsubscribe();
    await toBeShown();
    expect(page.titles()).toEqual(['after']);
  });

  test('what a person can mend is data, and what a program got wrong an error with a code', async () => {
    const blank = await client.mutate({ mutation: CreateItemDocument, variables: { input: { title: ' ' } } });
    expect(blank.data?.createTodo.userErrors).toMatchObject([{ code: 'BLANK', field: ['title'] }]);
    const wrong = client.mutate({ mutation: CompleteTodoDocument, variables: { input: { id: 'nonsense' } } });
    const error = await wrong.catch((reason: unknown) => reason);
    expect(CombinedGraphQLErrors.is(error) && error.errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });
});
