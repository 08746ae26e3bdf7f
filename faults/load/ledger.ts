/** What came back for a request. */
export interface Answer {
  /** When it was sent, as `performance.now()` says. */
  at: number;
  /** How long it took, in milliseconds. */
  ms: number;
  /** `OK` where the write was acknowledged, else the code of the error, or `NO_ANSWER` where nothing came back. */
  outcome: string;
  /** What came back, where that is neither an acknowledgement nor an error with a code. */
  detail?: string;
}

/** What is known of one todo. */
export interface Entry {
  /** Its id, as the API gives it. */
  id: string;
  /** The title of the last write that was acknowledged; undefined where none was. */
  acknowledged: string | undefined;
  /** Titles that writes since then would have given it, whose outcome nobody knows. */
  possible: string[];
}

/** Among how many todos a load chooses the one to change. */
const MOST_SETTLED = 100;

/**
 * What was written and acknowledged, todo by todo. Each title is given once, and nobody else writes: so what is in the
 * database can be held against it.
 */
export class Ledger {
  readonly answers: Answer[] = [];
  readonly #entries = new Map<string, Entry>();
  /** Those that were acknowledged lately. */
  #settled: Entry[] = [];
  #titles = 0;

  get entries(): Iterable<Entry> {
    return this.#entries.values();
  }

  /** A title that nothing had before. */
  nextTitle(): string {
    return `Todo ${++this.#titles}`;
  }

  /**
   * A todo that was acknowledged, and that no request changes now, or may have changed: one whose answer never came may
   * still be carried out later.
   */
  anySettled(): Entry | undefined {
    return this.#settled[Math.floor(Math.random() * this.#settled.length)];
  }

  /** A request is sent that gives each of these todos its title. */
  begin(writes: readonly Write[]): void {
    for (const { id, title } of writes) {
      const entry = this.#entries.get(id) ?? { id, acknowledged: undefined, possible: [] };
      entry.possible.push(title);
      this.#entries.set(id, entry);
      this.#settled = this.#settled.filter((settled) => settled !== entry);
    }
  }

  /** Its answer came, or will not come any more. */
  end(writes: readonly Write[], answer: Answer): void {
    this.answers.push(answer);
    for (const { id, title } of writes) {
      const entry = this.#entries.get(id);
      if (entry !== undefined && answer.outcome === 'OK') {
        entry.acknowledged = title;
        entry.possible = [];
        this.#settled = [...this.#settled.slice(1 - MOST_SETTLED), entry];
      }
    }
  }
}

/** A todo that is to have this title. */
export interface Write {
  id: string;
  title: string;
}
