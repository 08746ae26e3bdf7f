import type { ColumnConstraint, ColumnDefinition, CreateTable } from './create-table.ts';
import { isSameName } from './identifier.ts';

/** The column of that name, in any case. */
export function findColumn(table: CreateTable, name: string): ColumnDefinition | undefined {
  return table.columns.find((column) => isSameName(column.name, name));
}

/** The last constraint of that kind on a column: of two defaults, SQLite takes the last. */
export function findConstraint<Kind extends ColumnConstraint['kind']>(
  column: ColumnDefinition,
  kind: Kind,
): Extract<ColumnConstraint, { kind: Kind }> | undefined {
  return column.constraints.findLast(
    (constraint): constraint is Extract<ColumnConstraint, { kind: Kind }> => constraint.kind === kind,
  );
}

/** Whether the column's values are computed from the others. */
export function isGenerated(column: ColumnDefinition): boolean {
  return findConstraint(column, 'generated') !== undefined;
}
