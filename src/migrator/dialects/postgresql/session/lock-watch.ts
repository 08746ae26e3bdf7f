import type { Execute } from '../../../run/execute.ts';
import { type Blocker, readBlockers } from './blocker.ts';

/** After how long a wait is worth a line, and how long until the next one. */
const LONG_WAIT = 5000;
const REPORT_EVERY = 30_000;

/** What a watch needs. */
interface WatchOptions {
  /** Asks on another connection than the one that is watched. */
  ask: Execute;
  /** Process id of the session that is watched. */
  backend: number;
  /** Milliseconds between two looks. */
  every: number;
  /** Is called for a statement that has waited for long, now and then while it does. */
  onLongWait(statement: string, blockers: readonly Blocker[]): void;
}

/**
 * Looks from a second connection whom a session waits for: once the wait has failed, or its transaction has ended, no
 * catalog tells any more.
 */
export class LockWatch {
  readonly #options: WatchOptions;
  readonly #timer: NodeJS.Timeout;
  #statement = '';
  #blockers: readonly Blocker[] = [];
  #waitingSince: number | undefined;
  #reported: { at: number; pids: string } | undefined;
  #look: Promise<void> | undefined;

  constructor(options: WatchOptions) {
    this.#options = options;
    this.#timer = setInterval(() => {
      this.#look ??= this.#lookOnce().finally(() => {
        this.#look = undefined;
      });
    }, options.every).unref();
  }

  /** Whom the statement was last seen to wait for. */
  get blockers(): readonly Blocker[] {
    return this.#blockers;
  }

  /** To be called before each statement. */
  begin(statement: string): void {
    this.#statement = statement;
    this.#blockers = [];
    this.#waitingSince = undefined;
    this.#reported = undefined;
  }

  /** Ends the watch. To be waited for: a pool that is closed while one of its connections is being made never ends. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#look;
  }

  async #lookOnce(): Promise<void> {
    const statement = this.#statement;
    try {
      const blockers = await readBlockers(this.#options.ask, this.#options.backend);
      if (statement !== this.#statement) {
        return;
      }
      if (blockers.length === 0) {
        // Whom it waited for stays known: the statement may have failed while this was asked.
        this.#waitingSince = undefined;
        return;
      }
      this.#blockers = blockers;
      this.#report();
    } catch {
      // The run itself says what is wrong with the database.
    }
  }

  #report(): void {
    const now = performance.now();
    this.#waitingSince ??= now;
    const pids = this.#blockers.map(({ pid }) => pid).join();
    const pause = this.#reported?.pids === pids ? REPORT_EVERY : LONG_WAIT;
    const due = this.#reported === undefined || now - this.#reported.at >= pause;
    if (now - this.#waitingSince >= LONG_WAIT && due) {
      this.#reported = { at: now, pids };
      this.#options.onLongWait(this.#statement, this.#blockers);
    }
  }
}
