interface Alarm {
  at: number;
  ring(): void;
}

/**
 * Does things after a time that is the same for all, unless they are called off, which most are. What was set first
 * comes first, so that they wait in a row and one timer does for all: a timer a request would be set and cleared
 * thousands of times a second. Keeps no process alive.
 */
export class Alarms {
  readonly #afterMs: number;
  readonly #waiting = new Set<Alarm>();
  #timer: NodeJS.Timeout | undefined;

  constructor(afterMs: number) {
    this.#afterMs = afterMs;
  }

  /** @returns What calls it off. */
  set(ring: () => void): () => void {
    const alarm: Alarm = { at: performance.now() + this.#afterMs, ring };
    this.#waiting.add(alarm);
    this.#timer ??= this.#wait(this.#afterMs);
    return () => this.#waiting.delete(alarm);
  }

  #wait(ms: number): NodeJS.Timeout {
    return setTimeout(() => this.#ring(), Math.max(1, Math.ceil(ms))).unref();
  }

  #ring(): void {
    this.#timer = undefined;
    const now = performance.now();
    for (const alarm of this.#waiting) {
      if (alarm.at > now) {
        this.#timer = this.#wait(alarm.at - now);
        return;
      }
      this.#waiting.delete(alarm);
      alarm.ring();
    }
  }
}
