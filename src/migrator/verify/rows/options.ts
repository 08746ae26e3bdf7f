import type { Schema } from '../../model/schema.ts';

/** Which rows to make. */
export interface GenerateOptions {
  /** The same seed on the same schema gives the same rows. */
  seed: number;
  /**
   * - `edge`: values at the ends of what the columns hold, null and defaults among them;
   * - `plain`: modest values in every column, each its own, which pass most rules that a later migration may bring.
   */
  profile: 'edge' | 'plain';
  /** How many a table gets, where its rules let in so many. */
  rowsPerTable: number;
  /** The tables to fill, by name; all if not given. Their references find the rows that are there. */
  only?: readonly string[];
  /** The schema of the other database: a column gets only what both sides of it hold. */
  counterpart?: Schema;
}

/** What became of one table. */
export interface FilledTable {
  table: string;
  /** How many rows it got. */
  rows: number;
  /** A sentence that says why it got none. */
  reason?: string;
}
