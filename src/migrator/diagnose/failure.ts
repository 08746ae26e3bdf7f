import type { Dialect } from '../model/schema.ts';
import type { Execute } from '../run/execute.ts';

/** A statement of a migration that the database refused. */
export interface Failure {
  dialect: Dialect;
  /**
   * Runs a query on the connection of the migration, which still takes statements: on PostgreSQL its transaction is
   * back at a savepoint before the statement that failed.
   */
  execute: Execute;
  /** The statement, or several in one text. */
  sql: string;
  /** What the driver or MikroORM threw. */
  error: unknown;
  /** The name of the migration. */
  migration: string;
}
