import { Migration } from '@mikro-orm/migrations';
import type { Dialect } from './model/schema.ts';

/** What a migration means to lose; see `DualMigration.loses`. */
export type Loss =
  | { table: string; column?: undefined; rows?: undefined }
  | { table: string; column: string; rows?: undefined }
  | { table: string; rows: string; column?: undefined };

/** Rows to be changed a few at a time; see `DualMigration.backfill`. */
export interface Backfill {
  /** The table, unquoted. */
  table: string;
  /** Per column, unquoted: the SQL expression of its new value. */
  set: Readonly<Record<string, string>>;
  /** SQL condition of the rows that are still to be changed; no row may meet it once it is changed. */
  where: string;
  /** The columns to go along, unquoted: a unique key that is never null. Default: the primary key. */
  key?: readonly string[];
  /** Rows changed in one transaction, 1 to 10,000. Default 1000. */
  batchSize?: number;
  /** Milliseconds between two batches, in which others and replicas catch up. Default 50. */
  pause?: number;
}

/** Where something was added to a migration: a stack trace, taken only after `DualMigration.recordPlaces`. */
interface Traced {
  trace?: string;
}

/** One thing to do, in order: a statement, a rebuild of an SQLite table, or a change of many rows. */
export type Step = { dialect: Dialect | undefined } & Traced &
  (
    | { kind: 'sql'; sql: string }
    | { kind: 'rebuild'; table: string; changes: string[] }
    | ({ kind: 'backfill' } & Backfill)
  );

/**
 * Base class of a migration that carries one change to every database.
 *
 * @example
 * override up() {
 *   this.sqlite(`alter table "todos" add column "due_date" date null;`);
 *   this.postgresql(`alter table "todos" add column "due_date" date null;`);
 * }
 */
export abstract class DualMigration extends Migration {
  #steps: Step[] = [];
  #losses: (Loss & Traced)[] = [];
  #recordsPlaces = false;

  /** Adds a statement that runs on SQLite only. */
  protected sqlite(sql: string): void {
    this.#add({ kind: 'sql', dialect: 'sqlite', sql });
  }

  /** Adds a statement that runs on PostgreSQL only. */
  protected postgresql(sql: string): void {
    this.#add({ kind: 'sql', dialect: 'postgresql', sql });
  }

  /**
   * Changes an SQLite table in ways that `alter table` cannot, by rebuilding it as it stands when the migration runs
   * (SQLite manual, "Making Other Kinds Of Table Schema Changes"): columns, triggers, views and indexes that this
   * migration does not name survive.
   *
   * @param table The table, unquoted.
   * @param changes One clause each, see `dialects/sqlite/rebuild`: `add column …`, `drop column "c"`,
   *   `alter column "c" type t | set default e | drop default | set not null | drop not null | …`,
   *   `add constraint …`, `drop constraint "c"`, `add primary key (…)`, `drop primary key`.
   */
  protected rebuildSqlite(table: string, ...changes: string[]): void {
    this.#add({ kind: 'rebuild', dialect: 'sqlite', table, changes });
  }

  /**
   * Changes many rows a few at a time, along a key, each batch committed by itself: nobody waits long for a row, a
   * replica keeps up, and a run that was killed goes on where it stopped. Only in a migration outside a transaction.
   *
   * It ends when no row meets `where` any more, also of those that were written meanwhile; a condition that stays true
   * of a row which was changed, and rows that somebody goes on writing, are refused.
   *
   * @param dialect The one database to do it on. Default: every one.
   * @example
   * override isTransactional() { return false; }
   * override up() {
   *   this.backfill({ table: 'todos', set: { slug: `lower("title")` }, where: `"slug" is null` });
   * }
   */
  protected backfill(backfill: Backfill, dialect?: Dialect): void {
    this.#add({ kind: 'backfill', dialect, ...backfill });
  }

  /**
   * Declares what this direction of the migration means to lose; every other loss rolls it back.
   *
   * @example this.loses({ table: 'todos', column: 'due_date' });
   * @example this.loses({ table: 'todos', rows: 'completed before 2020' });
   */
  protected loses(loss: Loss): void {
    this.#losses.push({ ...loss, ...this.#trace() });
  }

  /** Adds a statement that is the same on every database. */
  override addSql(sql: Parameters<Migration['addSql']>[0]): void {
    if (typeof sql !== 'string') {
      throw new TypeError(
        'A migration for several databases takes SQL text, so that a reviewer can read it.',
      );
    }
    this.#add({ kind: 'sql', dialect: undefined, sql });
  }

  override reset(): void {
    super.reset();
    this.#steps = [];
    this.#losses = [];
  }

  /** The steps added so far for `dialect`, in order. */
  getSteps(dialect: Dialect): Step[] {
    return this.#steps.filter((step) => step.dialect === undefined || step.dialect === dialect);
  }

  /** The losses declared so far. */
  getLosses(): readonly (Loss & Traced)[] {
    return this.#losses;
  }

  /** Lets every step and loss that is added from now on say where. For linters; a run has no use for it. */
  recordPlaces(): void {
    this.#recordsPlaces = true;
  }

  #add(step: Step): void {
    this.#steps.push({ ...step, ...this.#trace() });
  }

  #trace(): Traced {
    return this.#recordsPlaces ? { trace: new Error().stack } : {};
  }
}
