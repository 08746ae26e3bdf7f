import type { RequestScope } from '../request-scope.ts';
import { Alarms } from './alarms.ts';

/** A request took longer than it may. Its code is the one that says so to the caller. */
export class RequestTimeoutError extends Error {
  override readonly name = 'RequestTimeoutError';
  readonly code = 'DEADLINE_EXCEEDED';

  constructor(limitMs: number) {
    super(
      `This took longer than ${limitMs} ms, and was stopped. Ask for less at once, or try again later. ` +
        'Whether a mutation was carried out is not known: with an id of your own it is not carried out twice.',
    );
  }
}

/** How much of its time a request has, once it was told to stop, to take back what it began; in milliseconds. */
const MOST_FOR_STOPPING_MS = 250;

/** The deadlines of requests, all of the same time. */
export class Deadlines {
  readonly #limitMs: number;
  /** Without what is kept for stopping. */
  readonly #workMs: number;
  readonly #stopping: Alarms;
  readonly #late: Alarms;

  constructor(limitMs: number) {
    const forStopping = Math.min(MOST_FOR_STOPPING_MS, limitMs / 4);
    this.#limitMs = limitMs;
    this.#workMs = limitMs - forStopping;
    this.#stopping = new Alarms(this.#workMs);
    this.#late = new Alarms(forStopping);
  }

  /**
   * Does `work`, which belongs to `scope`. Shortly before the time limit the statement that runs is cancelled and
   * no further one begins, so that `work` fails and takes back what it began. At the limit the
   * answer is `late`, whether `work` ends or not.
   */
  within<Answer>(
    scope: RequestScope,
    work: () => Promise<Answer>,
    late: (error: RequestTimeoutError) => Answer,
  ): Promise<Answer> {
    const controller = new AbortController();
    scope.controller = controller;
    scope.signal = controller.signal;
    scope.endsAt = performance.now() + this.#workMs;
    return new Promise((resolve, reject) => {
      let cancel = this.#stopping.set(() => {
        const error = new RequestTimeoutError(this.#limitMs);
        cancel = this.#late.set(() => resolve(late(error)));
        controller.abort(error);
      });
      work().then(
        (answer) => {
          cancel();
          resolve(answer);
        },
        (error: unknown) => {
          cancel();
          reject(error);
        },
      );
    });
  }
}
