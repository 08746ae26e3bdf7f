import { setTimeout as wait } from 'node:timers/promises';
import type { BaseLogger } from 'pino';

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1_000;

/** What connects. */
export interface ConnectingOptions<Connection> {
  connect(): Promise<Connection>;
  /** Gives back a connection that nobody waits for. */
  giveBack(connection: Connection): void;
  /** Whether `error` of `connect` says that the server cannot be reached. */
  isOutage(error: unknown): boolean;
  /** How long a caller waits for a server that was there before. */
  patienceMs: number;
  log?: Pick<BaseLogger, 'warn' | 'error'> | undefined;
}

/**
 * Connects to a server that is away now and then. While it is away, one attempt at a time is made for all callers, with
 * longer and longer pauses that are not the same in every process: a server that comes back is not run over. A short
 * outage is waited out; in one that lasts longer than anybody would wait, callers fail at once, and the attempts that
 * they cause go on behind them.
 */
export class Reconnecting<Connection> {
  readonly #options: ConnectingOptions<Connection>;
  #outage: { since: number; error: unknown; attempts: number; next?: Promise<void> } | undefined;
  /** A server that was never there may be one that never is: then nobody waits, and the process says so at its start. */
  #wasThere = false;

  constructor(options: ConnectingOptions<Connection>) {
    this.#options = options;
  }

  /** Whether the last attempt failed. */
  get isAway(): boolean {
    return this.#outage !== undefined;
  }

  /** @throws What the last attempt failed with. */
  async connect(): Promise<Connection> {
    const { patienceMs, isOutage } = this.#options;
    const patience = this.#wasThere ? patienceMs : 0;
    const came = performance.now();
    for (;;) {
      const outage = this.#outage;
      if (outage === undefined || patience === 0) {
        try {
          return await this.#tryOnce();
        } catch (error) {
          if (patience === 0 || !isOutage(error)) {
            throw error;
          }
        }
      } else {
        outage.next ??= this.#attempt(outage.attempts++).finally(() => {
          outage.next = undefined;
        });
        if (performance.now() - Math.min(came, outage.since) > patience) {
          throw outage.error;
        }
        await outage.next;
      }
    }
  }

  /** Connects after a pause, and keeps what came of it. */
  async #attempt(attempts: number): Promise<void> {
    const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** attempts);
    await wait(pause * (0.5 + Math.random() / 2), undefined, { ref: false });
    try {
      this.#options.giveBack(await this.#tryOnce());
    } catch {
      // In `#outage`.
    }
  }

  async #tryOnce(): Promise<Connection> {
    const { connect, isOutage, log } = this.#options;
    try {
      const connection = await connect();
      this.#wasThere = true;
      if (this.#outage !== undefined) {
        const ms = Math.round(performance.now() - this.#outage.since);
        this.#outage = undefined;
        log?.warn(`PostgreSQL can be reached again, after ${ms} ms.`);
      }
      return connection;
    } catch (error) {
      if (isOutage(error)) {
        if (this.#outage === undefined) {
          this.#outage = { since: performance.now(), error, attempts: 0 };
          log?.error({ err: error }, 'PostgreSQL cannot be reached. Requests fail until it can.');
        }
        this.#outage.error = error;
      }
      throw error;
    }
  }
}
