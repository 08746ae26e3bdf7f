import type { Loss } from '../dual-migration.ts';
import type { MigrationError } from '../errors.ts';
import type { Dialect, Schema } from '../model/schema.ts';
import type { Execute } from '../run/execute.ts';
import type { Pass } from './rehearsal.ts';

/** A scratch database between two passes. */
export interface Moment {
  dialect: Dialect;
  /** The migration. */
  name: string;
  /** The pass that comes, or the one that was. */
  pass: Pass;
  /** Of the database as it is. */
  schema: Schema;
  /** What the pass that was declares to lose; of one that comes nothing is known. */
  losses: readonly Loss[];
  /** Runs `body` in a transaction, which is committed when it returns. */
  transaction<T>(body: (execute: Execute) => Promise<T>): Promise<T>;
}

/** What wants to put rows, and look at them, while migrations are rehearsed. */
export interface RehearsalHooks {
  before?(moment: Moment): Promise<void>;
  after?(moment: Moment): Promise<void>;
  /**
   * A pass was refused, and nothing of it was kept.
   *
   * @returns Whether something was done about it, and it is to be tried again.
   */
  refused?(moment: Moment, error: MigrationError): Promise<boolean>;
}
