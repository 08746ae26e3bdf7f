import type { Random } from './random.ts';

/** How many of each kind are kept: the newest. */
const KEPT = 200;

/** Ids and cursors that the API has given out, to be sent back to it where they fit and where they do not. */
export class Known {
  readonly #ids = new Map<string, string[]>();
  readonly #others: string[] = [];

  /** Keeps what looks like an id or a cursor anywhere in `answer`. */
  learn(answer: unknown): void {
    if (typeof answer === 'string') {
      if (/^[\w+/=-]{12,}$/.test(answer)) {
        const type = /^([A-Z][a-z]+):/.exec(Buffer.from(answer, 'base64').toString())?.[1];
        keep(type === undefined ? this.#others : this.#idsOf(type), answer);
      }
    } else if (typeof answer === 'object' && answer !== null) {
      for (const value of Object.values(answer)) {
        this.learn(value);
      }
    }
  }

  /** An id of `type`, or of any. */
  id(random: Random, type = this.#anyType(random)): string | undefined {
    const ids = this.#idsOf(type);
    return ids[random.below(ids.length)];
  }

  cursor(random: Random): string | undefined {
    return this.#others[random.below(this.#others.length)];
  }

  #idsOf(type: string): string[] {
    const ids = this.#ids.get(type) ?? [];
    this.#ids.set(type, ids);
    return ids;
  }

  #anyType(random: Random): string {
    return [...this.#ids.keys()][random.below(this.#ids.size)] ?? '';
  }
}

function keep(list: string[], text: string): void {
  list.push(text);
  if (list.length > KEPT) {
    list.shift();
  }
}
