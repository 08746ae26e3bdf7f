import type { EntitySchema } from '@mikro-orm/core';
import type { DatabaseLocation } from '../../../src/config.ts';

/** A migrator under test. */
export interface Engine {
  name: string;
  /** Whether one file carries the change to both databases, so that their cells may share it. */
  sharesFiles: boolean;
  open(entities: EntitySchema[], location: DatabaseLocation, folder: string): Promise<Session>;
}

/** One MikroORM over one model and one database. */
export interface Session {
  /**
   * Writes the next migration and returns its file's name, or an empty text where nothing is to be done.
   *
   * @param renames See `MatrixCase.renames`.
   */
  create(name: string, renames?: readonly string[]): Promise<string>;
  /** Applies everything, or what comes up to the file `last`. */
  up(last?: string): Promise<void>;
  down(): Promise<void>;
  /** Whether the application's own connection checks foreign keys; on PostgreSQL it always does. */
  checksForeignKeys(): Promise<boolean>;
  close(): Promise<void>;
}
