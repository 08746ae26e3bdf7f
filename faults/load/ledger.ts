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
  /** What it is called here. */
  key: string;
  /** Its id, as the API gave it; undefined where it did not yet. */
  id: string | undefined;
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
    for (const { key, title } of writes) {
      const entry = this.#entries.get(key) ?? { key, id: undefined, acknowledged: undefined, possible: [] };
      entry.possible.push(title);
      this.#entries.set(key, entry);
      this.#settled = this.#settled.filter((settled) => settled !== entry);
    }
  }

  /**
   * Its answer came, or will not come any more.
   *
   * @param ids Of the todos, in the order of `writes`, where they were acknowledged.
   */
  end(writes: readonly Write[], answer: Answer, ids: readonly string[]): void {
    this.answers.push(answer);
    for (const [index, { key, title }] of writes.entries()) {
      const entry = this.#entries.get(key);
      if (entry !== undefined && answer.outcome === 'OK') {
        entry.id = ids[index];
        entry.acknowledged = title;
        entry.possible = [];
        this.#settled = [...this.#settled.slice(1 - MOST_SETTLED), entry];
      }
    }
  }
}

/** A todo that is to have this title. */
export interface Write {
  key: string;
  title: string;
}
