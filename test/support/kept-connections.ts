import { Client } from 'pg';

/** PostgreSQL connections that outlive the pools they are in. */
export interface KeptConnections {
  /** Takes the place of `pg`'s client, in `driverOptions`. */
  Client: typeof Client;
  /** Really closes those that no pool has. */
  close(): Promise<void>;
}

/**
 * Keeps connections to one database for the next pool. A new one costs the server 25 ms, and again as much until it has
 * read its catalogs: where hundreds of ORMs are opened and closed, that is most of what they cost.
 */
export function keepConnections(): KeptConnections {
  const idle = new Set<KeptClient>();

  class KeptClient extends Client {
    #isOpen = false;

    override async connect(callback?: Callback): Promise<this> {
      try {
        if (!this.#isOpen) {
          await super.connect();
          this.#isOpen = true;
          this.once('end', () => idle.delete(this));
        }
      } catch (error) {
        return answer(callback, this, error);
      }
      return answer(callback, this);
    }

    override async end(callback?: Callback): Promise<void> {
      try {
        // What a pool hung on it, or put in the place of a method, would speak for a pool that is gone; and one upon the
        // other, they would make each statement dearer than the one before.
        this.removeAllListeners();
        Reflect.deleteProperty(this, 'query');
        this.on('error', () => undefined);
        this.once('end', () => idle.delete(this));
        // Temporary tables, settings, advisory locks: nothing of a session is left (manual, "DISCARD").
        await this.query('rollback');
        await this.query('discard all');
        idle.add(this);
      } catch {
        await super.end();
      }
      await answer(callback, undefined);
    }

    close(): Promise<void> {
      return super.end();
    }
  }

  return {
    Client: new Proxy(KeptClient, {
      construct(target, [config], newTarget) {
        const [kept] = idle;
        if (kept === undefined) {
          return Reflect.construct(target, [config], newTarget);
        }
        idle.delete(kept);
        return kept;
      },
    }),
    async close() {
      await Promise.all([...idle].map((client) => client.close()));
    },
  };
}

/** As callback or promise, whichever was asked for. */
async function answer<T>(callback: Callback | undefined, value: T, error?: unknown): Promise<T> {
  if (callback === undefined && error !== undefined) {
    throw error;
  }
  callback?.(error as never, value as never);
  return value;
}

/** `pg` declares several. */
type Callback = (error: never, value: never) => void;
