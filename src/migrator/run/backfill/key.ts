import type { Execute } from '../execute.ts';
import type { MigrationDatabase } from '../migration-database.ts';
import { backfillRefused, type SettledBackfill } from './settle.ts';
import { findWithoutKey, type KeyedBackfill } from './statements.ts';

/** Columns of which no two rows have the same values, with an index over them. */
export interface UniqueKey {
  columns: readonly string[];
  primary: boolean;
  /** Whether a row may lack a value. */
  nullable: boolean;
}

/**
 * Finds the key that a backfill goes along, in the table as it stands.
 *
 * @throws {MigrationError} BACKFILL_REFUSED where there is none that leads to every row.
 */
export async function findKey(
  database: MigrationDatabase,
  execute: Execute,
  backfill: SettledBackfill,
  migration: string,
): Promise<KeyedBackfill> {
  const { table, set } = backfill;
  const keys = await database.backfills.readKeys(execute, table);
  if (keys === undefined) {
    throw backfillRefused(migration, table, 'there is no such table');
  }
  const wanted = backfill.key?.join('\n');
  const found = keys.find(({ columns, primary }) =>
    wanted === undefined ? primary : columns.join('\n') === wanted,
  );
  if (found === undefined) {
    const named = keys.map(({ columns }) => `[${columns.map((column) => `'${column}'`).join(', ')}]`);
    throw backfillRefused(
      migration,
      table,
      wanted === undefined
        ? `it has no primary key to go along; name the columns of a unique index as its key${named.length === 0 ? '' : `: ${named.join(' or ')}`}`
        : `there is no unique index over exactly the columns of its key, in that order${named.length === 0 ? '' : `; there is ${named.join(', ')}`}`,
    );
  }
  const changed = found.columns.find((column) => column in set);
  if (changed !== undefined) {
    throw backfillRefused(
      migration,
      table,
      `it changes "${changed}", which is part of the key that it goes along`,
    );
  }
  const keyed: KeyedBackfill = { ...backfill, key: found.columns };
  if (found.nullable && (await execute(findWithoutKey(keyed))).length > 0) {
    throw backfillRefused(
      migration,
      table,
      'there are rows without a value in its key, to which it never comes',
    );
  }
  return keyed;
}
