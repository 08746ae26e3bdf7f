import type { Backfill } from '../../dual-migration.ts';
import { MigrationError } from '../../errors.ts';
import type { RunStep } from '../steps.ts';

/** A backfill with every default filled in but the key, which only the database tells. */
export interface SettledBackfill extends Backfill {
  batchSize: number;
  pause: number;
}

const DEFAULT_BATCH = 1000;
/** More rows than this in one transaction hold others up, and a replica with them. */
const LARGEST_BATCH = 10_000;
const DEFAULT_PAUSE = 50;
const LONGEST_PAUSE = 60_000;

/**
 * Fills in what a backfill leaves out.
 *
 * @throws {MigrationError} BACKFILL_REFUSED for what it cannot be carried out with.
 */
export function settleBackfill(backfill: Backfill, migration: string): SettledBackfill {
  const { table, set, where, key, batchSize = DEFAULT_BATCH, pause = DEFAULT_PAUSE } = backfill;
  const refuse = (reason: string): never => {
    throw backfillRefused(migration, table, reason);
  };
  if (!isWithin(batchSize, 1, LARGEST_BATCH)) {
    refuse(`batchSize is ${batchSize}; it must be a whole number from 1 to ${LARGEST_BATCH}`);
  }
  if (!isWithin(pause, 0, LONGEST_PAUSE)) {
    refuse(`pause is ${pause}; it must be a whole number of milliseconds from 0 to ${LONGEST_PAUSE}`);
  }
  if (Object.keys(set).length === 0) {
    refuse('set names no column; give at least one, with the expression of its new value');
  }
  if (where.trim() === '') {
    refuse(
      'where is empty; give the condition of the rows that are still to be changed, such as `"slug" is null`',
    );
  }
  if (key?.length === 0) {
    refuse('key names no column; leave it out for the primary key');
  }
  return { ...backfill, batchSize, pause };
}

/** A backfill that cannot be carried out as it stands. */
export function backfillRefused(migration: string, table: string, reason: string): MigrationError {
  return new MigrationError(
    'BACKFILL_REFUSED',
    `${migration}: the backfill of "${table}" is refused: ${reason}. None of its rows was changed.`,
  );
}

/**
 * Refuses backfills that cannot be carried out, before anything of their migration is.
 *
 * @param inTransaction Whether the migration is one transaction.
 * @throws {MigrationError} BACKFILL_REFUSED
 */
export function assertBackfills(steps: readonly RunStep[], migration: string, inTransaction: boolean): void {
  for (const step of steps) {
    if (step.kind !== 'backfill') {
      continue;
    }
    if (inTransaction) {
      throw backfillRefused(
        migration,
        step.table,
        'its migration is one transaction, and its statements would hold locks on every row until the last one is changed; ' +
          'give it a migration of its own, with `override isTransactional() { return false; }`',
      );
    }
    settleBackfill(step, migration);
  }
}

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
