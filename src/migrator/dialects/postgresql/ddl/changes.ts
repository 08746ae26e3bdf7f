import type { Altered, TableDiff } from '../../../diff/schema-diff.ts';
import { MigrationError } from '../../../errors.ts';
import { isEqual } from '../../../model/equal.ts';
import type { Column } from '../../../model/schema.ts';
import { keepsRows } from './conversion.ts';

/** Whether a change of a column is one of its type. */
export function retypes({ from, to }: Altered<Column>): boolean {
  return from.type !== to.type || from.collation !== to.collation;
}

/** Whether a change of type writes every row anew. */
export function rewrites(change: Altered<Column>): boolean {
  return retypes(change) && !keepsRows(change.from, change.to);
}

/** Whether a column can only be dropped and added: before PostgreSQL 17 no expression changes, and no column gets one. */
export function regenerates(change: Altered<Column>): boolean {
  const { from, to } = change;
  return isEqual(from.generated, to.generated)
    ? to.generated !== undefined && retypes(change)
    : !(from.generated?.stored && to.generated === undefined);
}

/**
 * Refuses what would lose values without a word.
 *
 * @throws {MigrationError} CHANGE_NOT_SUPPORTED
 */
export function refuseForgetting(table: string, { from, to }: Altered<Column>): void {
  if (from.generated?.stored === false && to.generated === undefined) {
    throw new MigrationError(
      'CHANGE_NOT_SUPPORTED',
      `The column ${to.name} of ${table} is generated when it is read, so that PostgreSQL has no values to keep when it ` +
        'becomes a plain column. Make it a stored one first, in a migration of its own.',
    );
  }
}

/** Whether nothing but the name of a primary key changes. */
export function isSameKey({ from, to }: NonNullable<TableDiff['primaryKey']>): boolean {
  return from !== undefined && to !== undefined && isEqual(from.columns, to.columns);
}
