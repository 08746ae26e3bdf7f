import { SlowSubscriberError, type SubscriptionEndedError } from './errors.ts';

const DONE = { done: true, value: undefined } as const;

/** What a queue ends with: `undefined` where its reader asked for it. */
type OnEnd = (error: SubscriptionEndedError | undefined) => void;

/**
 * Hands on what is pushed, in order, as its reader asks for it. A reader that lets more than `limit` items wait is
 * ended with a SlowSubscriberError, and what waited for it is freed at once: memory is bounded, whoever reads.
 */
export class BoundedQueue<Item> implements AsyncIterableIterator<Item, undefined> {
  readonly #limit: number;
  readonly #onEnd: OnEnd;
  #items: Item[] = [];
  #readers: PromiseWithResolvers<IteratorResult<Item, undefined>>[] = [];
  #ended = false;
  #error: SubscriptionEndedError | undefined;

  /** @param onEnd Called once, at the end, whoever brought it about. */
  constructor(limit: number, onEnd: OnEnd) {
    this.#limit = limit;
    this.#onEnd = onEnd;
  }

  /** How many items wait. */
  get size(): number {
    return this.#items.length;
  }

  push(item: Item): void {
    if (this.#ended) {
      return;
    }
    const reader = this.#readers.shift();
    if (reader !== undefined) {
      reader.resolve({ done: false, value: item });
    } else if (this.#items.length < this.#limit) {
      this.#items.push(item);
    } else {
      this.end(new SlowSubscriberError(this.#limit));
    }
  }

  /** Frees what waits. The reader gets `error` once, then nothing more. */
  end(error?: SubscriptionEndedError): void {
    if (this.#ended) {
      return;
    }
    this.#ended = true;
    this.#items = [];
    const [first, ...others] = this.#readers.splice(0);
    if (error !== undefined && first !== undefined) {
      first.reject(error);
    } else {
      this.#error = error;
      first?.resolve(DONE);
    }
    for (const reader of others) {
      reader.resolve(DONE);
    }
    this.#onEnd(error);
  }

  async next(): Promise<IteratorResult<Item, undefined>> {
    const item = this.#items.shift();
    if (item !== undefined) {
      return { done: false, value: item };
    }
    if (this.#error !== undefined) {
      const error = this.#error;
      this.#error = undefined;
      throw error;
    }
    if (this.#ended) {
      return DONE;
    }
    const reader = Promise.withResolvers<IteratorResult<Item, undefined>>();
    this.#readers.push(reader);
    return reader.promise;
  }

  async return(): Promise<IteratorResult<Item, undefined>> {
    this.end();
    this.#error = undefined;
    return DONE;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
