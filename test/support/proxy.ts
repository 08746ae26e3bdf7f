import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Stands between a client and a server, and does what networks do. */
export interface NetworkProxy {
  /** `url`, with this proxy as its host. */
  url: string;
  /** How many connections it has passed on. */
  connections(): number;
  /** Nobody gets through, and who was there is thrown out. */
  cut(): void;
  /** Nothing passes any more, and nobody is told. */
  freeze(): void;
  /** What is open is thrown out as soon as something is sent on it; new connections get through. */
  forget(): void;
  /** Everything passes again; what was open is gone. */
  heal(): void;
  close(): Promise<void>;
}

type State = 'open' | 'cut' | 'frozen';

/** Opens a proxy on 127.0.0.1 to the server of `url`. */
export async function openProxy(url: string): Promise<NetworkProxy> {
  const target = new URL(url);
  const pairs = new Set<{ client: Socket; server: Socket; isForgotten: boolean }>();
  let state: State = 'open';
  let connections = 0;
  /** Those that came while nothing passed. */
  const ignored = new Set<Socket>();
  const throwOut = () => {
    for (const client of ignored) {
      client.resetAndDestroy();
    }
    for (const { client, server } of pairs) {
      client.resetAndDestroy();
      server.destroy();
    }
    ignored.clear();
    pairs.clear();
  };
  const proxy = createServer((client) => {
    client.on('error', () => {});
    if (state === 'cut') {
      client.resetAndDestroy();
      return;
    }
    if (state === 'frozen') {
      ignored.add(client);
      return;
    }
    connections++;
    const server = connect(Number(target.port), target.hostname);
    const pair = { client, server, isForgotten: false };
    pairs.add(pair);
    server.on('error', () => client.destroy());
    client.on('data', (chunk) => {
      if (pair.isForgotten) {
        client.resetAndDestroy();
      } else if (state === 'open') {
        server.write(chunk);
      }
    });
    server.on('data', (chunk) => state === 'open' && !pair.isForgotten && client.write(chunk));
    client.on('close', () => server.destroy());
    server.on('close', () => state === 'open' && !pair.isForgotten && client.destroy());
  }).listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const own = new URL(url);
  own.port = String((proxy.address() as AddressInfo).port);
  return {
    url: own.href,
    connections: () => connections,
    cut() {
      state = 'cut';
      throwOut();
    },
    freeze() {
      state = 'frozen';
    },
    forget() {
      for (const pair of pairs) {
        pair.isForgotten = true;
      }
    },
    heal() {
      throwOut();
      state = 'open';
    },
    async close() {
      state = 'cut';
      throwOut();
      proxy.close();
      await once(proxy, 'close');
    },
  };
}
