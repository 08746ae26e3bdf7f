/** Every refusal of the migrator, by a code that scripts may rely on. */
export type MigrationErrorCode =
  | 'UNKNOWN_MIGRATION'
  | 'NOTHING_TO_REVERT'
  | 'LOCK_TIMEOUT'
  | 'HISTORY_MISMATCH'
  | 'UNDECLARED_LOSS'
  | 'FOREIGN_KEY_VIOLATION'
  | 'STATEMENT_FAILED'
  | 'REBUILD_REFUSED'
  | 'SQL_UNREADABLE'
  | 'RENAME_UNDECIDED'
  | 'CHANGE_NOT_SUPPORTED'
  | 'SNAPSHOT_UNREADABLE'
  | 'MIGRATIONS_EXIST'
  | 'CONFIRMATION_NEEDED'
  | 'ROWS_REFUSED'
  | 'DEPENDENT_OBJECTS'
  | 'DRIFT'
  | 'LOCK_NOT_GRANTED'
  | 'STATEMENT_TIMEOUT'
  | 'BACKFILL_REFUSED'
  | 'BACKFILL_UNENDING'
  | 'SETTING_REFUSED'
  | 'BACKUP_FAILED'
  | 'DATABASE_UNREACHABLE'
  | 'INTERRUPTED'
  | 'GIT_NEEDED'
  | 'NOT_SCRIPTABLE'
  | 'SIDES_CONTRADICT'
  | 'SCRATCH_DATABASE_NEEDED'
  | 'LINTER_MISSING'
  | 'LINTER_FAILED';

/**
 * A refusal or failure of the migrator. The message is one or more sentences: what happened, to which file, table
 * or column, and what to do next.
 */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
  readonly code: MigrationErrorCode;

  constructor(code: MigrationErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
