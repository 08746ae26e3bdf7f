import { setTimeout as wait } from 'node:timers/promises';
import type { SqlEntityManager } from '@mikro-orm/sql';
import type { BaseLogger } from 'pino';
import type { PostgresqlLocation } from '../../config/replicas.ts';
import type { Orm } from '../orm.ts';
import type { PostgresqlLimits } from '../postgresql/limits.ts';
import { PrimaryLink } from './primary-link.ts';
import { PrimaryLog } from './primary-log.ts';
import { parseToken, tokenOf } from './read-after.ts';
import { readFrom } from './reads.ts';
import { Replica, type ReplicaState } from './replica.ts';
import { Writes } from './writes.ts';

export interface ReplicasOptions {
  /** The primary. */
  orm: Orm;
  /** Address of the primary that does not go through a pooler. */
  directUrl: string;
  locations: readonly PostgresqlLocation[];
  maxLagMs: number;
  /** How long the primary and each replica may take to say how they are: one that says nothing for longer is as good as gone. */
  timeoutMs?: number;
  /** Those of the pool of `orm`. */
  limits: PostgresqlLimits;
  log: Pick<BaseLogger, 'info' | 'warn'>;
}

/** How a replica is. */
export interface ReplicaReport {
  /** Its address, without secrets. */
  name: string;
  state: ReplicaState;
  /** How old what it knows is at most; undefined where nothing says. */
  lagMs: number | undefined;
  /** How many statements run on it. */
  running: number;
}

const LONGEST_POLL_MS = 250;
const TIMEOUT_MS = 1_000;
/** How long a replica usually takes to replay what has just been written. */
const REPLAY_MS = 10;

/**
 * The replicas of a primary. Every poll asks the primary how far its log is, and then each replica how much of that it has
 * replayed: so it is known of each until which moment it has everything, without a statement more per write.
 *
 * A viewer reads from a replica that has everything until the viewer's last write, else from the primary:
 * - what was written through this process, and what a subscriber of it was told of, always counts;
 * - what was written through another process counts once that is heard of, usually before the client has the answer;
 * - with the token of a write, it counts in every process.
 */
export class Replicas {
  readonly #orm: Orm;
  readonly #log: ReplicasOptions['log'];
  readonly #maxLagMs: number;
  readonly #primary: PrimaryLog;
  readonly #link: PrimaryLink;
  readonly #replicas: readonly Replica[];
  readonly #writes = new Writes();
  readonly #stop = new AbortController();
  readonly #watching: Promise<void>;
  /** Whether it is heard of what others write. */
  #hears = false;
  #linkFails = false;
  #turn = 0;

  constructor(options: ReplicasOptions) {
    const { orm, directUrl, locations, maxLagMs, timeoutMs = TIMEOUT_MS, limits, log } = options;
    this.#orm = orm;
    this.#log = log;
    this.#maxLagMs = maxLagMs;
    this.#primary = new PrimaryLog(maxLagMs + 2 * LONGEST_POLL_MS);
    this.#link = new PrimaryLink(directUrl, timeoutMs, {
      onWritten: (viewer) => this.#note(viewer),
      onLost: () => {
        this.#hears = false;
      },
    });
    this.#replicas = locations.map(
      (location) => new Replica({ orm, location, primary: this.#primary, maxLagMs, timeoutMs, limits, log }),
    );
    this.#watching = this.#watch();
  }

  /**
   * An EntityManager for one query of `viewer`, whose statements a replica answers; undefined where the primary has to.
   *
   * @param token What the answer to a write said, where the client sends it.
   */
  reader(viewer: string, token?: string): SqlEntityManager | undefined {
    if (!this.#hears) {
      return undefined;
    }
    const written = Math.max(this.#writes.lastOf(viewer), token === undefined ? 0 : parseToken(token));
    const able = this.#replicas.filter((replica) => replica.knows(written));
    const least = Math.min(...able.map(({ running }) => running));
    const idlest = able.filter(({ running }) => running === least);
    const chosen = idlest[this.#turn++ % idlest.length];
    if (chosen === undefined) {
      return undefined;
    }
    const em = this.#orm.em.fork();
    readFrom(em, chosen);
    return em;
  }

  /**
   * `viewer` has written, and is about to be told so.
   *
   * @returns The token with which they read this write through every process.
   */
  wrote(viewer: string): string | undefined {
    this.#note(viewer);
    this.#link.tell(viewer);
    const now = this.#primary.now();
    return now === undefined ? undefined : tokenOf(now);
  }

  /** `viewer` is about to be told of a change, and may look for it. */
  heard(viewer: string): void {
    this.#note(viewer);
  }

  /** How each replica is. */
  report(): ReplicaReport[] {
    return this.#replicas.map(({ name, state, lagMs, running }) => ({ name, state, lagMs, running }));
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await this.#watching;
    await Promise.all([this.#link.close(), ...this.#replicas.map((replica) => replica.close())]);
  }

  #note(viewer: string): void {
    const now = this.#primary.now();
    if (now !== undefined) {
      this.#writes.note(viewer, now);
    }
  }

  async #watch(): Promise<void> {
    const { signal } = this.#stop;
    const pollMs = Math.min(LONGEST_POLL_MS, this.#maxLagMs / 4);
    while (!signal.aborted) {
      await this.#askPrimary();
      await wait(REPLAY_MS, undefined, { signal, ref: false }).catch(() => {});
      // One that takes its time keeps nobody waiting.
      for (const replica of signal.aborted ? [] : this.#replicas) {
        void replica.check();
      }
      await wait(pollMs, undefined, { signal, ref: false }).catch(() => {});
    }
  }

  async #askPrimary(): Promise<void> {
    if (this.#link.isPausing) {
      return;
    }
    const askedAt = performance.now();
    try {
      this.#primary.add(await this.#link.sample(), askedAt);
    } catch (error) {
      this.#hears = false;
      if (!this.#linkFails && !this.#stop.signal.aborted) {
        this.#linkFails = true;
        this.#log.warn({ err: error }, 'How far the primary is cannot be asked: replicas are not used');
      }
      return;
    }
    this.#linkFails = false;
    const now = this.#primary.now() ?? 0;
    if (!this.#hears) {
      this.#hears = true;
      this.#writes.noteEverybody(now);
    }
    this.#writes.forget(now - this.#maxLagMs);
  }
}
