import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client/core';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { relayStylePagination } from '@apollo/client/utilities';
import { OperationTypeNode } from 'graphql';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

/** What tells one list of todos from another; the arguments of a page do not. */
const todos = relayStylePagination(['filter', 'orderBy', 'deleted']);

/**
 * An Apollo Client as an application sets it up.
 *
 * @param address Of the API, as `127.0.0.1:4000/graphql`.
 */
export function apolloClient(address: string) {
  const sockets = createClient({ url: `ws://${address}`, webSocketImpl: WebSocket, retryAttempts: 0 });
  const client = new ApolloClient({
    cache: new InMemoryCache({
      typePolicies: {
        Query: { fields: { todos, searchTodos: relayStylePagination(['text', 'filter']) } },
        List: { fields: { todos } },
        Tag: { fields: { todos } },
      },
    }),
    link: ApolloLink.split(
      ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
      new GraphQLWsLink(sockets),
      new HttpLink({ uri: `http://${address}` }),
    ),
  });
  return {
    client,
    close() {
      client.stop();
      return sockets.dispose();
    },
  };
}
