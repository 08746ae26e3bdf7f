import type { OnlyOn } from '../model/only-on.ts';
import { readLimit } from './limits.ts';

/** What a project may decide about running migrations; every part has a default. */
export interface RunOptions {
  /**
   * PostgreSQL: the address for the lock and the migrations where the application's own goes through a pooler that
   * shares sessions between transactions (PgBouncer in transaction mode): a session lock means nothing there.
   */
  migrationUrl?: string;
  /** How long to wait for another migration run to end, in milliseconds. Default 10 minutes. */
  lockTimeout?: number;
  /**
   * PostgreSQL: how long one statement may wait for a lock before it lets others pass, in milliseconds. Default 2000.
   * MIGRATION_LOCK_TIMEOUT_MS in the environment of a run wins.
   */
  statementLockTimeout?: number;
  /**
   * PostgreSQL: how long one statement may take that keeps others from a table, in milliseconds; 0 is no limit. Default
   * 5 minutes. MIGRATION_STATEMENT_TIMEOUT_MS in the environment of a run wins.
   */
  statementTimeout?: number;
  /**
   * How often a migration, or a batch of a backfill, is tried again because something was locked. Default 30.
   * MIGRATION_LOCK_RETRIES in the environment of a run wins.
   */
  lockRetries?: number;
  /** SQLite: how many backups are kept; 0 takes none. Default 5. */
  keepBackups?: number;
  /** SQLite: the folder of the backups. Default `backups` beside the database file. */
  backupFolder?: string;
  /**
   * What one database has and the other is meant not to have: names of tables, indexes, triggers and views, such as those
   * of a search index. They are no difference between the databases. Tables among them hold only what the database
   * derives from others, by triggers say: they get no generated rows, and what becomes of their rows is no loss.
   */
  onlyOn?: OnlyOn;
  /** The explicit yes that `down` and `fresh` need in production. Default: MIGRATION_YES=1 in the environment. */
  yes?: boolean;
  /** Receives every line that a run has to say. Default: MikroORM's logger, unless `migrations.silent` is set. */
  report?: (line: string) => void;
}

/** `RunOptions` with every default filled in. */
export interface RunSettings extends Required<Omit<RunOptions, 'migrationUrl' | 'backupFolder'>> {
  migrationUrl: string | undefined;
  backupFolder: string | undefined;
}

/**
 * Fills in the defaults. Empty strings count as absent, as an unset variable of a shell script gives.
 *
 * @throws {MigrationError} SETTING_REFUSED
 */
export function settle(options: RunOptions, report: (line: string) => void): RunSettings {
  return {
    migrationUrl: options.migrationUrl || undefined,
    lockTimeout: options.lockTimeout ?? 10 * 60_000,
    statementLockTimeout: readLimit('statementLockTimeout', options.statementLockTimeout),
    statementTimeout: readLimit('statementTimeout', options.statementTimeout),
    lockRetries: readLimit('lockRetries', options.lockRetries),
    keepBackups: options.keepBackups ?? 5,
    backupFolder: options.backupFolder || undefined,
    onlyOn: options.onlyOn ?? {},
    yes: options.yes ?? /^(1|true|yes)$/i.test(process.env.MIGRATION_YES ?? ''),
    report: options.report ?? report,
  };
}
