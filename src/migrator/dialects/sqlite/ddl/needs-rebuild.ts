import type { Altered, TableDiff } from '../../../diff/schema-diff.ts';
import { isEqual } from '../../../model/equal.ts';
import { mentions } from '../../../model/identifiers.ts';
import { mayBeNull } from '../../../model/null-safe.ts';
import type { Check, Column } from '../../../model/schema.ts';

/** Whether a change is beyond `alter table` (SQLite manual, "ALTER TABLE"; 3.53 changes not null and checks in place). */
export function needsRebuild(diff: TableDiff): boolean {
  const { columns, primaryKey, foreignKeys } = diff;
  return (
    primaryKey !== undefined ||
    Object.values(foreignKeys).some((list) => list.length > 0) ||
    columns.altered.some((change) => !changesOnlyNullability(change)) ||
    columns.added.some((column) => !canBeAdded(column)) ||
    columns.dropped.some((column) => isUsed(column, diff)) ||
    addedChecks(diff).some(({ expression }) => mayBeNull(expression, diff.to.columns))
  );
}

/** The checks that come, under a new name or with a new rule. */
export function addedChecks({ to, checks }: TableDiff): Check[] {
  return [...checks.added, ...to.checks.filter(({ name }) => checks.renamed.some(({ to }) => to === name))];
}

/** Whether nothing but `not null` differs. */
export function changesOnlyNullability({ from, to }: Altered<Column>): boolean {
  return isEqual({ ...from, nullable: to.nullable }, to);
}

/** "ALTER TABLE ADD COLUMN": no expression as default, no stored generated column, not null only with a default. */
function canBeAdded(column: Column): boolean {
  const { nullable, autoIncrement, generated } = column;
  if (autoIncrement || generated?.stored) {
    return false;
  }
  if (generated !== undefined) {
    return nullable;
  }
  const isConstant = !/^(\(|current_)/i.test(column.default ?? '');
  return isConstant && (nullable || column.default !== undefined);
}

/** "ALTER TABLE DROP COLUMN": not when the primary key or a generated column needs it. */
function isUsed(column: Column, { from }: TableDiff): boolean {
  return (
    Boolean(from.primaryKey?.columns.includes(column.name)) ||
    from.columns.some(
      ({ generated }) => generated !== undefined && mentions(generated.expression, column.name),
    )
  );
}
