import type { AbstractSqlDriver } from '@mikro-orm/sql';
import type { Loss } from '../dual-migration.ts';
import type { MigrationError } from '../errors.ts';
import type { Dialect, Schema } from '../model/schema.ts';
import type { Execute } from '../run/execute.ts';
import type { Pass } from './rehearsal.ts';

/** A scratch database as it stands. */
export interface ScratchState {
  dialect: Dialect;
  /** Of the database system: `18.4`. */
  version: string;
  schema: Schema;
  /** Whether something failed, and no later migration is tried on it. */
  stopped: boolean;
  driver: AbstractSqlDriver;
  /** Runs `body` in a transaction, which is committed when it returns. */
  transaction<T>(body: (execute: Execute) => Promise<T>): Promise<T>;
}

/** A scratch database before or after a pass of a migration. */
export interface Moment extends ScratchState {
  /** The migration. */
  name: string;
  pass: Pass;
  /** What the pass that was declares to lose; of one that comes nothing is known. */
  losses: readonly Loss[];
}

/** What wants to put rows, and look at them, while migrations are rehearsed. What it throws ends the rehearsal. */
export interface RehearsalHooks {
  before?(moment: Moment): Promise<void>;
  after?(moment: Moment): Promise<void>;
  /**
   * A pass was refused, and nothing of it was kept.
   *
   * @returns Whether something was done about it, and it is to be tried again.
   */
  refused?(moment: Moment, error: MigrationError): Promise<boolean>;
  /** Everything was rehearsed; the scratch databases are still there. */
  end?(databases: readonly ScratchState[]): Promise<void>;
}
