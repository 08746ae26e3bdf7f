import { MigrationError } from '../errors.ts';
import type { NumberedStep } from './carry-out.ts';
import { formatDuration } from './duration.ts';
import { describeLimit } from './limits.ts';
import type { MigrationDatabase, Session } from './migration-database.ts';
import { describeStep, type RunStep, shorten } from './steps.ts';

/** A statement that took longer than it may. */
export class StatementTimedOut extends Error {
  override readonly name = 'StatementTimedOut';
  readonly statement: string;
  /** Milliseconds. */
  readonly limit: number;

  constructor(statement: string, limit: number, options: ErrorOptions) {
    super(`Longer than ${formatDuration(limit)}: ${statement}`, options);
    this.statement = statement;
    this.limit = limit;
  }
}

/**
 * What made a step fail, for people: the rows that stand against it, where the diagnosis finds them, else the
 * database's own words with the statement.
 */
export async function statementError(
  error: unknown,
  migration: string,
  place: NumberedStep,
  database: MigrationDatabase,
  session: Session,
): Promise<MigrationError> {
  if (error instanceof MigrationError) {
    return error;
  }
  const { step, number, total } = place;
  const kept = describeKept(place);
  if (error instanceof StatementTimedOut) {
    return timeoutError(migration, error, kept);
  }
  // Loaded when something fails: a run that ends well does without.
  const { diagnose, rebuildAsSql } = await import('../diagnose/index.ts');
  const explained =
    step.kind === 'query' || step.kind === 'backfill'
      ? undefined
      : await diagnose({
          dialect: database.dialect,
          execute: session.execute,
          sql: step.kind === 'sql' ? step.sql : rebuildAsSql(step.table, step.changes),
          error,
          migration,
        });
  if (explained !== undefined) {
    return explained;
  }
  return new MigrationError(
    'STATEMENT_FAILED',
    `${migration} failed at statement ${number} of ${total}: ${describeStep(step)}\n` +
      `${messageOf(error)}\n${kept} Correct the migration, or the rows that it meets, and run the command again.`,
    { cause: error },
  );
}

function describeKept({ step, committed }: NumberedStep): string {
  if (step.kind === 'backfill') {
    return 'The batch was rolled back; what was committed before it stays, and the next run goes on there.';
  }
  return committed === 0
    ? 'Nothing of this migration was kept; those before it stay applied.'
    : `Statements 1 to ${committed} stay applied; the next run continues with this one.`;
}

/**
 * A statement that ran into `statement_timeout`.
 *
 * @param kept What of the migration stays.
 */
export function timeoutError(
  migration: string,
  { statement, limit, cause }: StatementTimedOut,
  kept = 'Nothing of this migration was kept; those before it stay applied.',
): MigrationError {
  return new MigrationError(
    'STATEMENT_TIMEOUT',
    `${migration}: a statement took longer than ${formatDuration(limit)} and was stopped, because others may wait for what it locks: ${shorten(statement)}\n` +
      `${kept} Change rows in batches (this.backfill), build indexes concurrently, or give it more time: ${describeLimit('statementTimeout')} (milliseconds, 0 for no limit).`,
    { cause },
  );
}

/** What went wrong in the code of the migration itself. */
export function codeError(error: unknown, migration: string): MigrationError {
  if (error instanceof StatementTimedOut) {
    return timeoutError(migration, error);
  }
  return error instanceof MigrationError
    ? error
    : new MigrationError(
        'STATEMENT_FAILED',
        `${migration} failed in its own code: ${messageOf(error)}\n` +
          'Nothing of this migration was kept; those before it stay applied.',
        { cause: error },
      );
}

/** The database's own message; MikroORM puts the whole statement before it. */
export function messageOf(error: unknown): string {
  let innermost = error;
  while (innermost instanceof Error && innermost.cause instanceof Error) {
    innermost = innermost.cause;
  }
  if (!(innermost instanceof Error)) {
    return String(innermost);
  }
  const { detail, hint } = innermost as { detail?: unknown; hint?: unknown };
  return [innermost.message, detail, hint].filter((part) => typeof part === 'string').join(' ');
}

/** A statement inside a migration's transaction that cannot be there. */
export function standsAloneError(migration: string, step: RunStep): MigrationError {
  return new MigrationError(
    'STATEMENT_FAILED',
    `${migration} has a statement that cannot run inside a transaction: ${describeStep(step)}\n` +
      'Nothing of this migration was carried out. Give such statements a migration of their own, with ' +
      '`override isTransactional() { return false; }`: its statements are then committed one by one, and an interrupted run continues where it stopped.',
  );
}
