import { formatDuration } from '../duration.ts';

/** How often a line is due. */
const REPORT_EVERY = 5000;

/** Says how far a backfill is, now and then. */
export class Progress {
  readonly #report: (line: string) => void;
  readonly #subject: string;
  readonly #total: number;
  readonly #before: number;
  readonly #now: () => number;
  readonly #start: number;
  #reported: number;

  /**
   * @param subject `Migration02: "todos"`
   * @param before Rows that were changed by runs before this one.
   * @param left About how many rows are left.
   * @param now A clock, in milliseconds.
   */
  constructor(
    report: (line: string) => void,
    subject: string,
    before: number,
    left: number,
    now = () => performance.now(),
  ) {
    this.#report = report;
    this.#subject = subject;
    this.#before = before;
    this.#total = before + left;
    this.#now = now;
    this.#start = now();
    this.#reported = this.#start;
  }

  /** @param rows Changed so far, by every run. */
  step(rows: number): void {
    const now = this.#now();
    if (now - this.#reported < REPORT_EVERY) {
      return;
    }
    this.#reported = now;
    const left = Math.max(0, this.#total - rows);
    const remaining = ((now - this.#start) / (rows - this.#before)) * left;
    // The estimate may be old: beyond it there is nothing left to tell.
    const share = left === 0 ? '' : ` of about ${print(this.#total)}`;
    const percent = left === 0 ? '' : ` (${Math.floor((rows / this.#total) * 100)} %)`;
    const end = left === 0 ? '' : `, about ${formatDuration(remaining)} left`;
    this.#report(`${this.#subject}: ${print(rows)}${share} rows changed${percent}${end}.`);
  }

  /** @param rows Changed in all. */
  end(rows: number): void {
    const time = formatDuration(this.#now() - this.#start);
    this.#report(
      `${this.#subject}: ${rows === 1 ? '1 row' : `${print(rows)} rows`} changed; this run took ${time}.`,
    );
  }
}

function print(count: number): string {
  return count.toLocaleString('en-US');
}
