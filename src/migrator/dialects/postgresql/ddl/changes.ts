import type { Altered, TableDiff } from '../../../diff/schema-diff.ts';
import { isEqual } from '../../../model/equal.ts';
import type { Column } from '../../../model/schema.ts';

/** Whether a change of a column is one of its type. */
export function retypes({ from, to }: Altered<Column>): boolean {
  return from.type !== to.type || from.collation !== to.collation;
}

/** Whether a column can only be dropped and added: before PostgreSQL 17 no expression changes, and no column gets one. */
export function regenerates(change: Altered<Column>): boolean {
  const { from, to } = change;
  return isEqual(from.generated, to.generated)
    ? to.generated !== undefined && retypes(change)
    : !(from.generated?.stored && to.generated === undefined);
}

/** Whether nothing but the name of a primary key changes. */
export function isSameKey({ from, to }: NonNullable<TableDiff['primaryKey']>): boolean {
  return from !== undefined && to !== undefined && isEqual(from.columns, to.columns);
}
