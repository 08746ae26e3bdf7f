import { setTimeout as wait } from 'node:timers/promises';
import { Client, type Notification } from 'pg';

/** What is done with what happens on the connection of a probe. */
export interface ProbeEvents {
  /** It is there: what is to be done before the first question. */
  onConnected?(client: Client): Promise<unknown>;
  onNotification?(notification: Notification, client: Client): void;
  /** It is gone: at once where the server ends, else once a question stays without an answer. Once per connection. */
  onLost(cause: unknown): void;
}

/** A connection on which nothing came for so long is asked for a sign of life. */
const KEEP_ALIVE_MS = 10_000;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 2_000;
/** Who had no failure for so long has none to their name. */
const FORGIVEN_MS = 30_000;

/**
 * A connection of its own to one server, for small questions that come again and again. Connects when it is asked, and
 * again after it was lost; after failures in a row not before a pause, which grows.
 */
export class Probe {
  readonly #url: string;
  readonly #events: ProbeEvents;
  readonly #timeoutMs: number;
  #client: Promise<Client> | undefined;
  #failures = 0;
  #failedAt = Number.NEGATIVE_INFINITY;
  #closed = false;

  /** @param timeoutMs A server that says nothing for so long is as good as gone. */
  constructor(url: string, timeoutMs: number, events: ProbeEvents) {
    this.#url = url;
    this.#timeoutMs = timeoutMs;
    this.#events = events;
  }

  /** Whether it is too early to ask. */
  get isPausing(): boolean {
    const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (this.#failures - 1));
    return this.#closed || (this.#failures > 0 && performance.now() - this.#failedAt < pause);
  }

  /** Something failed: nothing should be asked for a while. */
  pause(): void {
    this.#failures = performance.now() - this.#failedAt > FORGIVEN_MS ? 1 : this.#failures + 1;
    this.#failedAt = performance.now();
  }

  /**
   * The first row of the answer to `statement`, each value as text.
   *
   * @throws What stands against it; the connection is then given up.
   */
  async ask(statement: string, values: readonly string[] = []): Promise<Record<string, string>> {
    const connecting = this.#connection();
    try {
      const client = await connecting;
      const { rows } = await client.query(statement, [...values]);
      return rows[0] ?? {};
    } catch (error) {
      this.#giveUp(connecting, error);
      connecting.then((client) => client.end()).catch(() => {});
      throw error;
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    const client = await this.#client?.catch(() => undefined);
    // A server that is silent does not confirm it.
    await Promise.race([client?.end(), wait(this.#timeoutMs, undefined, { ref: false })]);
  }

  #connection(): Promise<Client> {
    if (this.#client === undefined) {
      const connecting = this.#connect((cause) => this.#giveUp(connecting, cause));
      this.#client = connecting;
    }
    return this.#client;
  }

  /** Unless there is another one by now. */
  #giveUp(connecting: Promise<Client>, cause: unknown): void {
    if (this.#client === connecting && !this.#closed) {
      this.#client = undefined;
      this.pause();
      this.#events.onLost(cause);
    }
  }

  async #connect(onEnd: (cause: Error) => void): Promise<Client> {
    const client = new Client({
      connectionString: this.#url,
      connectionTimeoutMillis: this.#timeoutMs,
      query_timeout: this.#timeoutMs,
      fallback_application_name: 'todo-replicas',
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    });
    let cause = new Error('The server closed the connection.');
    client.on('error', (error) => {
      cause = error;
    });
    client.on('notification', (notification) => this.#events.onNotification?.(notification, client));
    try {
      await client.connect();
      await this.#events.onConnected?.(client);
    } catch (error) {
      client.end().catch(() => {});
      throw error;
    }
    client.once('end', () => onEnd(cause));
    return client;
  }
}
