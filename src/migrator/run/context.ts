import type { HistoryTable } from '../history/history-table.ts';
import type { Interrupt } from './interrupt.ts';
import type { Lock, MigrationDatabase } from './migration-database.ts';
import type { MigrationFile } from './migration-file.ts';
import type { RunObserver } from './observer.ts';
import type { RunSettings } from './options.ts';

/** What a run works with, from the lock to its release. */
export interface RunContext {
  database: MigrationDatabase;
  history: HistoryTable;
  settings: RunSettings;
  interrupt: Interrupt;
  lock: Lock;
  /** Statement that makes unqualified names mean another schema, of `up({ schema })`. */
  schemaStatement: string | undefined;
  observer: RunObserver | undefined;
}

/** One direction of one migration. */
export interface Task {
  file: MigrationFile;
  direction: 'up' | 'down';
  /** Of the file, for its history row. */
  checksum: string | undefined;
}
