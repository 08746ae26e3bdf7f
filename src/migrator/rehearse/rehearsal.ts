import type { Loss } from '../dual-migration.ts';
import type { MigrationErrorCode } from '../errors.ts';
import type { Dialect, Schema } from '../model/schema.ts';

/** A lock mode of PostgreSQL as `pg_locks` names it, without `Lock`: `AccessExclusive`. */
export type LockMode =
  | 'AccessShare'
  | 'RowShare'
  | 'RowExclusive'
  | 'ShareUpdateExclusive'
  | 'Share'
  | 'ShareRowExclusive'
  | 'Exclusive'
  | 'AccessExclusive';

/** What one statement did to the tables that were there before its migration; measured on a scratch PostgreSQL. */
export interface MeasuredStatement {
  /** Its place among the steps that this direction has on PostgreSQL, from 0. */
  index: number;
  sql: string;
  /** The strongest lock held on each table when it ended, those of earlier statements of the transaction included. */
  locks: { table: string; mode: LockMode }[];
  /** Tables whose files were written anew. */
  rewrites: string[];
  /** Tables that it read from end to end. */
  scans: string[];
  /** Milliseconds. */
  duration: number;
}

/** The passes of a rehearsal: up, down, and up again. */
export type Pass = 'up' | 'down' | 'again';

/** What one pass of a migration did on one scratch database. */
export interface RehearsedDirection {
  /** The schema that it led to, the history table left out. */
  schema: Schema;
  /** PostgreSQL only. */
  statements: MeasuredStatement[];
  /** What it declares to lose. */
  losses: readonly Loss[];
  /** Milliseconds. */
  duration: number;
}

/** One migration, carried out on one scratch database: up, down and up again. */
export interface RehearsedMigration {
  name: string;
  dialect: Dialect;
  before: Schema;
  /** Each is missing where it, or one before it, failed. */
  up?: RehearsedDirection;
  down?: RehearsedDirection;
  again?: RehearsedDirection;
  failure?: Failure;
}

/** What stopped a migration. Unless it was a `down` that left nothing behind, no later one is tried on that database. */
export interface Failure {
  pass: Pass;
  /** A sentence. */
  message: string;
  code: MigrationErrorCode | undefined;
}
