import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { EventsUnavailableError } from './errors.ts';

/** What is done with what happens on the connection. */
export interface ListenerEvents {
  onNotification(payload: string): void;
  /** The connection is gone: what was notified since is lost. */
  onLost(cause: Error | undefined): void;
  /** An attempt to connect failed. */
  onFailed(cause: unknown): void;
}

/** A connection on which nothing came for so long is asked for a sign of life; without one it is lost 10 s later. */
const KEEP_ALIVE_MS = 10_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Listens on a channel of PostgreSQL, on a connection of its own: one that does not go through a pooler, which would
 * give the session to somebody else after each transaction. Connects when it is first needed, and again when it is
 * needed after the connection was lost: those who heard of the loss come back, so nobody has to try meanwhile.
 */
export class NotificationListener {
  readonly #url: string;
  readonly #channel: string;
  readonly #events: ListenerEvents;
  readonly #connectTimeoutMs: number;
  #listening: Promise<Client> | undefined;
  #failures = 0;
  #closed = false;

  constructor(url: string, channel: string, connectTimeoutMs: number, events: ListenerEvents) {
    this.#url = url;
    this.#connectTimeoutMs = connectTimeoutMs;
    this.#channel = channel;
    this.#events = events;
  }

  /**
   * Resolves once every notification from now on arrives. Those who ask at once share one attempt.
   *
   * @throws EventsUnavailableError where the database cannot be reached, or after `close`.
   */
  async ready(): Promise<void> {
    if (this.#closed) {
      throw new EventsUnavailableError();
    }
    this.#listening ??= this.#listen();
    try {
      await this.#listening;
    } catch (error) {
      throw new EventsUnavailableError({ cause: error });
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    const listening = this.#listening;
    this.#listening = undefined;
    const client = await listening?.catch(() => undefined);
    await client?.end();
  }

  async #listen(): Promise<Client> {
    const client = new Client({
      connectionString: this.#url,
      connectionTimeoutMillis: this.#connectTimeoutMs,
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    });
    let cause: Error | undefined;
    client.on('error', (error) => {
      cause = error;
    });
    client.on('notification', ({ payload = '' }) => this.#events.onNotification(payload));
    try {
      await this.#pause();
      await client.connect();
      await client.query(`listen ${client.escapeIdentifier(this.#channel)}`);
    } catch (error) {
      this.#failures++;
      this.#listening = undefined;
      client.end().catch(() => {});
      this.#events.onFailed(error);
      throw error;
    }
    this.#failures = 0;
    client.once('end', () => {
      if (!this.#closed) {
        this.#listening = undefined;
        this.#events.onLost(cause);
      }
    });
    return client;
  }

  /** After failures, longer each time and not the same in each process. */
  async #pause(): Promise<void> {
    if (this.#failures > 0) {
      const longest = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.#failures);
      await wait(longest * (0.5 + Math.random() / 2), undefined, { ref: false });
    }
  }
}
