import { BoundedQueue } from './bounded-queue.ts';
import type { SubscriptionEndedError } from './errors.ts';
import type { TodoEvent } from './todo-event.ts';

/** Which changes to hear of: all of the owner's, or only of one todo, or of what is or was in one list. */
export interface EventFilter {
  ownerId: string;
  todoId?: string;
  listId?: string;
}

/** Told when a subscription ends that did not ask for it. Whoever reads slowly may never come to see the error. */
export type OnSubscriptionEnded = (error: SubscriptionEndedError) => void;

/** How many events may wait for one subscriber. */
const DEFAULT_LIMIT = 1_000;

/** Hands events to those who subscribed to them, in the order in which it gets them. One per process. */
export class EventHub {
  readonly #limit: number;
  /** By what they subscribed to, so that an event costs what its receivers cost. */
  readonly #subscribers = new Map<string, Set<BoundedQueue<TodoEvent>>>();

  #beforeEach: ((event: TodoEvent) => void) | undefined;

  /** @param limit How many events may wait for one subscriber. */
  constructor(limit: number = DEFAULT_LIMIT) {
    this.#limit = limit;
  }

  /** The events from now on. Ends with a SubscriptionEndedError where the reader is too slow, or the hub says so. */
  subscribe(filter: EventFilter, onEnded?: OnSubscriptionEnded): AsyncIterableIterator<TodoEvent> {
    const key = keyOf(filter);
    const queue = new BoundedQueue<TodoEvent>(this.#limit, (error) => {
      this.#remove(key, queue);
      if (error !== undefined) {
        onEnded?.(error);
      }
    });
    const alike = this.#subscribers.get(key) ?? new Set();
    this.#subscribers.set(key, alike.add(queue));
    return queue;
  }

  /** Calls `listener` with each event before a subscriber hears of it. */
  beforeEach(listener: (event: TodoEvent) => void): void {
    this.#beforeEach = listener;
  }

  publish(event: TodoEvent): void {
    this.#beforeEach?.(event);
    const { ownerId, todo, previousListId } = event;
    const listId = todo.list;
    const lists = new Set([listId, previousListId].filter((id) => id !== null));
    this.#push({ ownerId }, event);
    this.#push({ ownerId, todoId: todo.id }, event);
    for (const id of lists) {
      this.#push({ ownerId, listId: id }, event);
      this.#push({ ownerId, listId: id, todoId: todo.id }, event);
    }
  }

  /** Ends every subscription. */
  end(error: SubscriptionEndedError): void {
    for (const alike of [...this.#subscribers.values()]) {
      for (const queue of [...alike]) {
        queue.end(error);
      }
    }
  }

  /** Whether nobody subscribes. */
  get isIdle(): boolean {
    return this.#subscribers.size === 0;
  }

  /** How many subscribe. */
  get subscribers(): number {
    return this.#queues().length;
  }

  /** How many events wait, for all subscribers together. */
  get waiting(): number {
    return this.#queues().reduce((sum, queue) => sum + queue.size, 0);
  }

  #queues(): BoundedQueue<TodoEvent>[] {
    return [...this.#subscribers.values()].flatMap((alike) => [...alike]);
  }

  #push(filter: EventFilter, event: TodoEvent): void {
    // A queue that overflows leaves the set meanwhile, which a walk over a Set allows.
    for (const queue of this.#subscribers.get(keyOf(filter)) ?? []) {
      queue.push(event);
    }
  }

  #remove(key: string, queue: BoundedQueue<TodoEvent>): void {
    const alike = this.#subscribers.get(key);
    alike?.delete(queue);
    if (alike?.size === 0) {
      this.#subscribers.delete(key);
    }
  }
}

/** Ids of owners may hold any character, those of todos and lists are UUIDs: so the owner comes last. */
function keyOf({ ownerId, todoId = '', listId = '' }: EventFilter): string {
  return `${todoId}/${listId}/${ownerId}`;
}
