/**
 * A moment by the clock of the primary, in milliseconds since 1970: the one clock that every process can learn, however
 * wrong its own is.
 */
export type Moment = number;

/** Which database a server has. */
export interface Identity {
  /** The same for a server and every replica of it. */
  system: string;
  database: string;
  /** Another one since a replica was promoted (manual, 25.3.6 "Timelines"). */
  timeline: string;
}

/** What the primary said of itself. */
export interface Sample extends Identity {
  moment: Moment;
  /** How far its log was written: all that was committed until `moment` is before it. */
  position: bigint;
}

/** How much faster than ours another clock may run. NTP slews by half of it. */
const DRIFT = 0.001;

/** How far the log of the primary had been written at the last moments: which says what a replica has that replayed it. */
export class PrimaryLog {
  readonly #keptMs: number;
  /** Moments and positions grow. */
  #samples: Sample[] = [];
  #askedAt = 0;

  /** @param keptMs How old the moments may be that it can be asked for. */
  constructor(keptMs: number) {
    this.#keptMs = keptMs;
  }

  /** @param askedAt When the question was sent, by `performance.now()`. */
  add(sample: Sample, askedAt: number): void {
    const last = this.#samples.at(-1);
    if (last !== undefined && (sample.moment <= last.moment || sample.position < last.position)) {
      // Its clock was put back, or it is another server now: what was known of earlier moments means nothing any more.
      this.#samples = [];
    }
    const oldest = sample.moment - this.#keptMs;
    while (this.#samples[0] !== undefined && this.#samples[0].moment < oldest) {
      this.#samples.shift();
    }
    this.#samples.push(sample);
    this.#askedAt = askedAt;
  }

  /** What the primary said last. */
  get last(): Sample | undefined {
    return this.#samples.at(-1);
  }

  /** A moment that has not been on the primary before now; undefined while nothing is known of it. */
  now(): Moment | undefined {
    const elapsed = performance.now() - this.#askedAt;
    // It answered after the question was sent, so its clock showed less then.
    return this.last && this.last.moment + elapsed * (1 + DRIFT) + 1;
  }

  /** The last moment whose writes are all before `position`; undefined where it is long ago. */
  momentOf(position: bigint): Moment | undefined {
    return this.#samples.findLast((sample) => sample.position <= position)?.moment;
  }
}
