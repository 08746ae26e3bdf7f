import { MigrationError } from '../errors.ts';
import { messageOf } from './statement-error.ts';

/** The database does not answer: one line, as whoever started the command needs it. */
export function unreachableError(error: unknown, address: string): MigrationError {
  if (error instanceof MigrationError) {
    return error;
  }
  return new MigrationError(
    'DATABASE_UNREACHABLE',
    `The database ${address} cannot be reached: ${reasonOf(error)}. Nothing was changed. ` +
      'Check the address in the configuration (DATABASE_URL, MIGRATION_DATABASE_URL), and that the database is running.',
    { cause: error },
  );
}

/** The reason of a failure, without a full stop. Node reports a refused connection to a name with several addresses as a group of errors without a message. */
export function reasonOf(error: unknown): string {
  const first = error instanceof AggregateError ? error.errors[0] : error;
  return messageOf(first).replace(/\.$/, '');
}
