import { Worker } from 'node:worker_threads';
import { activity } from '../activity.ts';
import { errorCode } from '../connection-failure.ts';
import type { DatabaseValue } from '../row-map.ts';
import { Turns } from './turns.ts';

/** A query, as it goes to the thread. */
export interface Question {
  sql: string;
  values: readonly DatabaseValue[];
}

/** What the thread answers. */
export type Answer =
  | { rows: Record<string, DatabaseValue>[]; failure?: undefined }
  | { failure: { message: string; code: string | undefined } };

/** What the thread begins with. */
export interface ReaderData {
  /** The database. */
  file: string;
  /** Becomes 1 when nobody waits for the query that runs any more. */
  stop: Int32Array<SharedArrayBuffer>;
}

interface Read extends Question {
  /** Is told once, however it ends. */
  ended(answer: Answer): void;
}

/** A thread that nobody needed for so long ends: it has a connection, and 20 MB. */
const IDLE_MS = 60_000;

/**
 * Queries that take long, on a thread and a connection of their own: meanwhile the thread that serves everybody goes on.
 * They see what has been committed when they begin. There is one thread: the queries of one who asks for much wait for
 * each other, with those of others in between, and never leave the write-ahead log without a moment in which nobody
 * reads, without which it could only grow (https://www.sqlite.org/wal.html, "Avoiding Excessively Large WAL Files").
 */
export class ReadsBeside {
  readonly #file: string;
  readonly #nobodyReads: () => void;
  readonly #idleMs: number;
  readonly #stop = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  readonly #waiting = new Turns<Read>();
  #thread: Worker | undefined;
  #running: Read | undefined;
  #idle: NodeJS.Timeout | undefined;

  /**
   * @param file Has a write-ahead log: else whoever writes would wait for these queries.
   * @param nobodyReads Is called whenever no query runs here.
   * @param idleMs After how long without a query the thread ends.
   */
  constructor(file: string, nobodyReads: () => void, idleMs = IDLE_MS) {
    this.#file = file;
    this.#nobodyReads = nobodyReads;
    this.#idleMs = idleMs;
  }

  /**
   * The rows of a query, as the driver gives them.
   *
   * @throws What the signal of the request says once that is aborted; else an error with the code of SQLite.
   */
  read(sql: string, values: readonly DatabaseValue[]): Promise<Record<string, DatabaseValue>[]> {
    const { signal, viewerId = '' } = activity.getStore() ?? {};
    signal?.throwIfAborted();
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        reject(signal?.reason);
        if (this.#running === read) {
          Atomics.store(this.#stop, 0, 1);
        } else {
          this.#waiting.remove(viewerId, read);
        }
      };
      const read: Read = {
        sql,
        values,
        ended(answer) {
          signal?.removeEventListener('abort', giveUp);
          if (answer.failure === undefined) {
            resolve(answer.rows);
          } else {
            reject(Object.assign(new Error(answer.failure.message), { code: answer.failure.code }));
          }
        },
      };
      signal?.addEventListener('abort', giveUp, { once: true });
      this.#waiting.add(viewerId, read);
      this.#next();
    });
  }

  /** Gives up what runs and what waits, and closes the connection. */
  async close(): Promise<void> {
    clearTimeout(this.#idle);
    Atomics.store(this.#stop, 0, 1);
    const closed: Answer = { failure: { message: 'The database has been closed.', code: undefined } };
    for (let read = this.#running; read !== undefined; read = this.#waiting.next()) {
      read.ended(closed);
    }
    this.#running = undefined;
    await this.#end();
  }

  async #end(): Promise<void> {
    const thread = this.#thread;
    this.#thread = undefined;
    await thread?.terminate();
  }

  #next(): void {
    if (this.#running !== undefined) {
      return;
    }
    const read = this.#waiting.next();
    this.#running = read;
    clearTimeout(this.#idle);
    if (read === undefined) {
      this.#idle = setTimeout(() => void this.#end(), this.#idleMs).unref();
      return;
    }
    Atomics.store(this.#stop, 0, 0);
    this.#thread ??= this.#begin();
    const { sql, values } = read;
    this.#thread.postMessage({ sql, values } satisfies Question);
  }

  #begin(): Worker {
    const workerData: ReaderData = { file: this.#file, stop: this.#stop };
    // Without the options of this process: `npm start` has a path among them that depends on the working directory.
    const thread = new Worker(new URL('./reader-thread.ts', import.meta.url), { workerData, execArgv: [] });
    const failure = { message: 'The thread that reads has ended.', code: errorCode(undefined) };
    thread.unref();
    // What was ended on purpose has nothing more to say: another thread may have taken its place.
    thread.on('message', (answer: Answer) => this.#thread === thread && this.#ended(answer));
    thread.on('error', (error) => Object.assign(failure, { message: String(error), code: errorCode(error) }));
    thread.on('exit', () => {
      if (this.#thread === thread) {
        this.#thread = undefined;
        this.#ended({ failure });
      }
    });
    return thread;
  }

  #ended(answer: Answer): void {
    this.#running?.ended(answer);
    this.#running = undefined;
    this.#nobodyReads();
    this.#next();
  }
}
