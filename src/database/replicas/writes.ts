import type { Moment } from './primary-log.ts';

/** When each viewer last wrote: what they may read must be no older. */
export class Writes {
  /** The latest at the end, or nearly so. */
  readonly #moments = new Map<string, Moment>();
  #everybody: Moment = Number.NEGATIVE_INFINITY;

  /** `viewer` wrote, not after `moment`. */
  note(viewer: string, moment: Moment): void {
    const known = this.#moments.get(viewer) ?? moment;
    this.#moments.delete(viewer);
    this.#moments.set(viewer, Math.max(known, moment));
  }

  /** Anybody may have written until `moment`: nothing was heard of it. */
  noteEverybody(moment: Moment): void {
    this.#everybody = Math.max(this.#everybody, moment);
  }

  /** The last moment at which `viewer` may have written. */
  lastOf(viewer: string): Moment {
    return Math.max(this.#everybody, this.#moments.get(viewer) ?? this.#everybody);
  }

  /** Nobody will read what is as old as `moment`. */
  forget(moment: Moment): void {
    for (const [viewer, written] of this.#moments) {
      if (written >= moment) {
        return;
      }
      this.#moments.delete(viewer);
    }
  }
}
