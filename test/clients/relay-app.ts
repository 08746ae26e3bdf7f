import { createClient, type Sink } from 'graphql-ws';
import {
  type ConcreteRequest,
  commitMutation,
  createOperationDescriptor,
  Environment,
  type GraphQLResponse,
  getSingularSelector,
  Network,
  Observable,
  type ReaderFragment,
  RecordSource,
  requestSubscription,
  Store,
  type Variables,
} from 'relay-runtime';
import { WebSocket } from 'ws';

// biome-ignore lint/suspicious/noExplicitAny: the shape of the data is the fragment's, and tests compare it.
type Data = any;

/** A Relay application, without React: what its hooks do with the environment. */
export interface RelayApp {
  /** Runs a query; gives what its own selection holds, fragments masked. */
  load(query: ConcreteRequest, variables: Variables): Promise<Data>;
  /** What the store has of `fragment` now. `parent` is what spreads it. */
  read(fragment: ReaderFragment, parent: unknown): Data;
  /** Runs a mutation, which changes the store as its directives say. */
  mutate(mutation: ConcreteRequest, variables: Variables): Promise<Data>;
  /** Subscribes, and returns how to stop. `onNext` is called when the store has taken over a change. */
  subscribe(subscription: ConcreteRequest, variables: Variables, onNext: () => void): () => void;
  close(): void | Promise<void>;
}

/** @param address Of the API, as `127.0.0.1:4000/graphql`. */
export function relayApp(address: string): RelayApp {
  const sockets = createClient({ url: `ws://${address}`, webSocketImpl: WebSocket, retryAttempts: 0 });
  const environment = new Environment({
    network: Network.create(
      async ({ text: query }, variables) => {
        const response = await fetch(`http://${address}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ query, variables }),
        });
        return (await response.json()) as GraphQLResponse;
      },
      ({ text, name }, variables) =>
        Observable.create((sink) =>
          sockets.subscribe({ query: text ?? '', operationName: name, variables }, sink as unknown as Sink),
        ),
    ),
    store: new Store(new RecordSource()),
  });
  return {
    async load(query, variables) {
      const operation = createOperationDescriptor(query, variables);
      environment.retain(operation);
      await environment.execute({ operation }).toPromise();
      return environment.lookup(operation.fragment).data;
    },
    read: (fragment, parent) => environment.lookup(getSingularSelector(fragment, parent)).data,
    mutate: (mutation, variables) =>
      new Promise((resolve, reject) => {
        commitMutation(environment, {
          mutation,
          variables,
          onCompleted: (data, errors) => (errors ? reject(new Error(JSON.stringify(errors))) : resolve(data)),
          onError: reject,
        });
      }),
    subscribe(subscription, variables, onNext) {
      const { dispose } = requestSubscription(environment, { subscription, variables, onNext });
      return dispose;
    },
    close: () => sockets.dispose(),
  };
}
