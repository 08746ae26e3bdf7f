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
   * Writes the next migrations and returns the names of their files; none where nothing is to be done.
   *
   * @param renames See `MatrixCase.renames`.
   */
  create(name: string, renames?: readonly string[]): Promise<readonly string[]>;
  /** Applies everything, or what comes up to the file `last`. */
  up(last?: string): Promise<void>;
  /** Reverts everything that comes after the file `first`. */
  down(first: string): Promise<void>;
  /** Whether the application's own connection checks foreign keys; on PostgreSQL it always does. */
  checksForeignKeys(): Promise<boolean>;
  close(): Promise<void>;
}
