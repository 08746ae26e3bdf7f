import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client, cacheExchange, fetchExchange, subscriptionExchange } from '@urql/core';
import { createClient, type Client as Sockets } from 'graphql-ws';
import { WebSocket } from 'ws';
import {
  CompleteTodoDocument,
  CreateItemDocument,
  TodoChangedDocument,
  ViewPageDocument,
} from '../../client/documents.ts';
import { listening, type SocketServer } from '../server/subscriptions/sockets.ts';
import { describeDatabases } from '../support/databases.ts';
import { until } from '../support/until.ts';

describeDatabases('urql', (database) => {
  let api: SocketServer;
  let sockets: Sockets;
  let client: Client;

  beforeAll(async () => {
    api = await listening(await database.open());
    sockets = createClient({ url: `ws://${api.address}`, webSocketImpl: WebSocket, retryAttempts: 0 });
    client = new Client({
      url: `http://${api.address}`,
      // By itself it asks by GET, which a page of any other site could do as well: the server refuses that.
      preferGetMethod: false,
      exchanges: [
        cacheExchange,
        fetchExchange,
        subscriptionExchange({
          forwardSubscription: ({ query = '', variables }) => ({
            subscribe: (sink) => ({ unsubscribe: sockets.subscribe({ query, variables }, sink) }),
          }),
        }),
      ],
    });
  });
  afterAll(() => sockets?.dispose());

  const create = async (title: string) => {
    const { data } = await client.mutation(CreateItemDocument, { input: { title } }).toPromise();
    return data?.createTodo.todo?.id ?? '';
  };
  const view = (view: 'INBOX' | 'COMPLETED') =>
    client.query(ViewPageDocument, { view, timeZone: 'UTC', first: 10 });

  test('a mutation makes the queries that show its types ask again', async () => {
    const id = await create('Milk');
    const shown: (string[] | undefined)[] = [];
    const { unsubscribe } = view('INBOX').subscribe(({ data, stale }) => {
      if (!stale) {
        shown.push(data?.todos.edges.map(({ node }) => node.title));
      }
    });
    await until(() => shown.length === 1);
    const { data } = await client.mutation(CompleteTodoDocument, { input: { id } }).toPromise();
    expect(data?.completeTodo).toMatchObject({ todo: { isDone: true }, userErrors: [] });
    await until(() => shown.length === 2);
    unsubscribe();
    expect(shown).toEqual([['Milk'], []]);
  });

  test('a subscription tells of changes', async () => {
    const told = Promise.withResolvers<unknown>();
    const changes = client.subscription(TodoChangedDocument, {});
    const { unsubscribe } = changes.subscribe(({ data, error }) => told.resolve(data ?? error));
    await until(() => !api.events.hub.isIdle);
    const id = await create('Bread');
    expect(await told.promise).toMatchObject({ todoChanged: { kind: 'CREATED', todo: { id } } });
    unsubscribe();
  });

  test('what a program got wrong is an error with a code', async () => {
    const { error } = await client.query(ViewPageDocument, { view: 'INBOX', timeZone: 'Mars' }).toPromise();
    expect(error?.graphQLErrors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});
