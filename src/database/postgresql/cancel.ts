import { Connection, type PoolClient } from 'pg';

/** What `pg` knows of an open connection; its types leave it out, or say that it may be missing. */
interface OpenClient {
  host: string;
  port: number;
  ssl: unknown;
  sslNegotiation?: string;
  processID: number | null;
  secretKey: number | null;
}

/** A connection of the protocol below a client; its types leave out how it begins. */
interface RawConnection {
  stream: { destroy(): void };
  on(event: 'connect' | 'sslconnect' | 'error' | 'end', listener: (error?: unknown) => void): void;
  connect(portOrPath: number | string, host?: string): void;
  requestSsl(): void;
  cancel(processId: number, secretKey: number): void;
}

/**
 * Asks the server to cancel what runs on `client`, over a connection of its own, encrypted where that one is (manual,
 * "Canceling Requests in Progress"). A pooler passes it on to the server that works for `client` just then.
 *
 * Resolves once the server has closed that connection: what `client` sends from then on is not meant. Whether the
 * statement was cancelled, only its own end tells.
 *
 * @param timeoutMs Then it has failed, and resolves too.
 * @param isWanted Asked when the server listens: whether the statement still runs.
 */
export function requestCancel(client: PoolClient, timeoutMs: number, isWanted: () => boolean): Promise<void> {
  const { host, port, ssl, sslNegotiation, processID, secretKey } = client as unknown as OpenClient;
  if (processID === null || secretKey === null) {
    return Promise.resolve();
  }
  return new Promise((resolve) => {
    const connection = new Connection({ ssl, sslNegotiation } as never) as unknown as RawConnection;
    const timer = setTimeout(() => connection.stream.destroy(), timeoutMs);
    const cancel = () => (isWanted() ? connection.cancel(processID, secretKey) : connection.stream.destroy());
    connection.on('error', () => connection.stream.destroy());
    connection.on('end', () => {
      clearTimeout(timer);
      resolve();
    });
    connection.on('sslconnect', cancel);
    connection.on('connect', () => {
      if (!ssl) {
        cancel();
      } else if (sslNegotiation !== 'direct') {
        connection.requestSsl();
      }
    });
    if (host.startsWith('/')) {
      connection.connect(`${host}/.s.PGSQL.${port}`);
    } else {
      connection.connect(port, host);
    }
  });
}
