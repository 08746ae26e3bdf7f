import { activity } from '../activity.ts';
import { DeadlineExceededError } from '../failure.ts';
import { type Sql, sql } from '../sql-template.ts';

/** The SQL function that is 1 as long as the statement may go on, and fails it from then on. */
export const IN_TIME = 'in_time';

/**
 * One row in 256 asks, as a call from SQL into JavaScript takes longer than reading a row: with texts of 10,000 characters
 * to look through that is every few milliseconds. Which row is a matter of Fibonacci hashing (Knuth, The Art of Computer
 * Programming 3, 6.4): every 256th would miss rows that lie in the table at regular distances, say of one priority.
 */
const ASKS_NOT = '* 2654435769 >> 24 & 255';

/**
 * How long a query may hold the thread on which everybody is served. One that has not ended by then begins again on
 * another one, so that it takes twice as long at most. Far more than any page takes that comes from an index.
 */
const BRIEF_MS = 10;

/** A condition that holds for every row of `table`, and fails the statement when it takes too long. */
export function inTime(table: string): Sql {
  return sql`(${sql.ref(`${table}.rowid`)} ${sql.raw(ASKS_NOT)} or ${sql.raw(IN_TIME)}())`;
}

/** A query takes longer than it may on the thread on which everybody is served. */
export class NotBriefError extends Error {
  override readonly name = 'NotBriefError';

  constructor() {
    super(`A query took longer than ${BRIEF_MS} ms.`);
  }
}

/**
 * Ends the statement that runs once it takes too long. SQLite runs in the thread of JavaScript: while it does, no timer
 * and no signal comes through, and better-sqlite3 can neither interrupt it nor set a progress handler.
 */
export class TimeLimit {
  #began = 0;
  #endsAt = Number.POSITIVE_INFINITY;
  #isBrief = false;

  /**
   * A statement begins. One of a request may take as long as that; what the process does by itself has no limit.
   *
   * @param canBeElsewhere Whether it is a query that can run on another thread as well.
   */
  begin(canBeElsewhere: boolean): void {
    const endsAt = activity.getStore()?.endsAt;
    if (endsAt === undefined) {
      this.#endsAt = Number.POSITIVE_INFINITY;
      return;
    }
    this.#began = performance.now();
    this.#isBrief = canBeElsewhere;
    this.#endsAt = canBeElsewhere ? Math.min(endsAt, this.#began + BRIEF_MS) : endsAt;
  }

  /**
   * What `in_time()` does.
   *
   * @throws NotBriefError for what can run elsewhere.
   * @throws DeadlineExceededError
   */
  check(): 1 {
    const now = performance.now();
    if (now <= this.#endsAt) {
      return 1;
    }
    throw this.#isBrief ? new NotBriefError() : new DeadlineExceededError(Math.round(now - this.#began));
  }
}
