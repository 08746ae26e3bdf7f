import type { Transaction } from '@mikro-orm/core';
import type { AbstractSqlDriver } from '@mikro-orm/sql';
import type { Dialect } from '../model/schema.ts';
import type { AttemptKnowledge, Suspect } from './attempt.ts';
import type { UniqueKey } from './backfill/key.ts';
import type { SettledBackfill } from './backfill/settle.ts';
import type { Execute, Row } from './execute.ts';
import type { LockState } from './lock-wait.ts';
import type { RunStep } from './steps.ts';

/** An open transaction, or a connection that commits each statement by itself. */
export interface Session {
  /** What MikroORM's methods take as `ctx`. */
  context: Transaction | undefined;
  execute: Execute;
  /**
   * Runs a statement that goes to the connection by another way than this session, as those of a migration's own code,
   * so that what stops it is told as for the others.
   *
   * @throws {StatementTimedOut}
   */
  guard<T>(statement: string, run: () => Promise<T>): Promise<T>;
  /** Carries out one step; a failure leaves the transaction usable for queries. */
  perform(step: RunStep): Promise<void>;
}

/** Who holds what a statement of a migration needs. */
export interface HeldBy {
  /** As the rest of a sentence that says `held by …`. */
  holder: string;
  /** A statement that ends what holds it, where there is one. */
  remedy: string | undefined;
}

/** Rows or values that are gone. */
export interface Finding extends Suspect {
  /** The name that the table has now; undefined where it is dropped. */
  current: string | undefined;
  /** How many; undefined where only another attempt can tell. */
  rows: number | undefined;
}

/** Accounts for the rows of every table between its creation and `findings`. */
export interface Ledger {
  /** To be called after each step; without one after whatever else may have changed tables. */
  observe(step?: RunStep): Promise<void>;
  /** What is gone. */
  findings(): Promise<Finding[]>;
}

/** The right to change the database, as long as it is held. */
export interface Lock {
  /** @throws {MigrationError} LOCK_TIMEOUT when the lock was lost in the meantime, with its connection. */
  assertHeld(): Promise<void>;
  release(): Promise<void>;
}

/** A lock as its waiters see it. */
export interface LockRequest {
  /** `migration:up` */
  command: string;
  /** Milliseconds. */
  timeout: number;
  report(line: string): void;
  /** Throws when the run was interrupted. */
  checkInterrupted(): void;
}

/** What differs between databases in changing many rows batch by batch. */
export interface BackfillDialect {
  /** The unique keys of a table, the primary key first; undefined where there is no such table. */
  readKeys(execute: Execute, table: string): Promise<UniqueKey[] | undefined>;
  /** About how many rows are left to be changed. */
  estimate(execute: Execute, backfill: SettledBackfill): Promise<number>;
  /** Runs a query that takes the first rows along a key, in a plan that stops there. */
  inKeyOrder(execute: Execute, sql: string): Promise<Row[]>;
  /** Whether an update can delete rows here, so that its account is worth what it costs. */
  mayLoseRows(execute: Execute): Promise<boolean>;
}

/** What differs between databases in running migrations. */
export interface MigrationDatabase {
  readonly dialect: Dialect;
  /** The driver that migrations run on. */
  readonly driver: AbstractSqlDriver;
  /** Whom to name in messages: a file, or host and database. Never a password. */
  readonly address: string;
  /**
   * Connects once, so that a database that does not answer is told before anything else.
   *
   * @param create Whether a database that does not exist is to be created.
   */
  reach(create: boolean): Promise<void>;
  lock(request: LockRequest): Promise<Lock>;
  /** Looks who holds the lock, without taking it or creating anything. */
  lockState(): Promise<LockState>;
  /**
   * Runs `body` in one transaction, with what has to be done before and after it; commits when it returns.
   *
   * @param subject Whose transaction it is, for messages: the name of the migration.
   */
  transaction<T>(
    subject: string,
    knowledge: AttemptKnowledge,
    body: (session: Session) => Promise<T>,
  ): Promise<T>;
  /** Runs `body`, which changes rows and no schema, in one transaction; commits when it returns. */
  batch<T>(body: (session: Session) => Promise<T>): Promise<T>;
  readonly backfills: BackfillDialect;
  /** Runs `body` on one connection without a transaction. */
  connection<T>(body: (session: Session) => Promise<T>): Promise<T>;
  /** Opens the account of rows; the session must be at the start of its transaction. */
  openLedger(session: Session, knowledge: AttemptKnowledge): Promise<Ledger>;
  /** Whether the steps need another attempt before any of them is carried out. */
  prepare(steps: readonly RunStep[], knowledge: AttemptKnowledge): AttemptKnowledge;
  /** Whether steps of a migration that asks to run outside a transaction can be in one all the same. */
  canBeAtomic(steps: readonly RunStep[]): boolean;
  /** Whether `step` cannot be in a transaction. */
  standsAlone(step: RunStep): boolean;
  /** Makes `step` repeatable after a crash in the middle of it. Gives false where it is done already. */
  repair(step: RunStep, session: Session, report: (line: string) => void): Promise<boolean>;
  /** What takes `step` back, once it is done and committed by itself; undefined where that is for a person to say. */
  undo(step: RunStep): RunStep[] | undefined;
  /** Whether the error says that others hold what a statement needs: worth trying again. */
  isLockFailure(error: unknown): boolean;
  /** Who was seen to hold what the last statement needs; undefined where nobody was. */
  heldBy(): HeldBy | undefined;
  /** Saves the database before a run changes it. Gives where, or undefined where there is nothing to save. */
  backup(): Promise<string | undefined>;
  /**
   * Drops every table.
   *
   * @param drop Drops what the entity model knows.
   * @param wholeDatabase Whether the database is to be dropped, with whatever else is in it.
   */
  clear(drop: () => Promise<void>, wholeDatabase: boolean): Promise<void>;
  /** Stops the statement that is running, where the database can. */
  cancel(): Promise<void>;
  /** Frees what was opened for the run. */
  close(): Promise<void>;
}
