import { MigrationError } from '../../../errors.ts';

/** A rebuild that does not fit the table as it is. */
export function refuse(table: string, reason: string, remedy: string, cause?: unknown): MigrationError {
  return new MigrationError(
    'REBUILD_REFUSED',
    `Table "${table}" cannot be rebuilt: ${reason}. ${remedy} Nothing was changed.`,
    { cause },
  );
}

/** SQLite's own words for an error, whoever wrapped it. */
export function messageOf(error: unknown): string {
  let message = '';
  let cause: unknown = error;
  // By shape and not by class: an error of a native driver need not be of this realm's `Error`.
  for (
    let depth = 0;
    depth < 5 && typeof cause === 'object' && cause !== null && 'message' in cause;
    depth += 1
  ) {
    message = String(cause.message);
    cause = 'cause' in cause ? cause.cause : undefined;
  }
  return message;
}
