import type { Column } from '../../../model/schema.ts';
import { findConstraint } from '../sql/columns.ts';
import type { ColumnDefinition, CreateTable } from '../sql/create-table.ts';
import { isSameName } from '../sql/identifier.ts';
import { primaryKeyOf, rowidAlias } from '../sql/primary-key.ts';

/** The columns of a table in their order. */
export function describeColumns(table: CreateTable): Column[] {
  return table.columns.map((column) => describeColumn(table, column));
}

function describeColumn(table: CreateTable, column: ColumnDefinition): Column {
  const value = findConstraint(column, 'default');
  const generated = findConstraint(column, 'generated');
  const collation = findConstraint(column, 'collate');
  const isAlias = rowidAlias(table) === column.name;
  return {
    name: column.name,
    type: column.type.text,
    nullable:
      !isAlias && !isKeyWithoutRowid(table, column) && findConstraint(column, 'not null') === undefined,
    ...(value && { default: value.expression.trim() }),
    ...(isAlias && primaryKeyOf(table)?.autoIncrement && { autoIncrement: true }),
    ...(generated && {
      generated: { expression: generated.expression.trim(), stored: generated.stored },
    }),
    ...(collation && { collation: collation.collation }),
  };
}

/** Only in such a table does a primary key forbid null by itself (SQLite manual, "WITHOUT ROWID", section 2). */
function isKeyWithoutRowid(table: CreateTable, column: ColumnDefinition): boolean {
  const key = primaryKeyOf(table)?.columns ?? [];
  return table.withoutRowid && key.some(({ name }) => isSameName(name, column.name));
}
