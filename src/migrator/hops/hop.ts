import type { Renames } from '../diff/renames/renames.ts';
import type { Schema } from '../model/schema.ts';

/**
 * How a hop is carried out on a database that goes on serving meanwhile:
 * - `transaction`: at once, with everything that is quick;
 * - `indexes`, `constraints`: outside a transaction, each statement committed by itself;
 * - `backfill`: the same, a few rows at a time.
 */
export type HopForm = 'transaction' | 'indexes' | 'constraints' | 'backfill';

/** A column whose default is too slow to be given to all rows at once; by names after the change. */
export interface Fill {
  table: string;
  column: string;
}

/** A part of a change that is one migration: from one state of every database to the next. */
export interface Hop {
  form: HopForm;
  /** What it is called beside the name of the whole change; the part in a transaction has that name alone. */
  suffix: string;
  /** One schema per dialect. */
  from: readonly Schema[];
  /** In the same order. */
  to: readonly Schema[];
  renames: Renames;
  /** The columns that a later hop fills, for the hop that adds them and for the one that fills them. */
  fills: readonly Fill[];
}
