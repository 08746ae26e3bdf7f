import { byName } from '../../../model/order.ts';
import type { Check, ForeignKey, Table } from '../../../model/schema.ts';
import { findColumn } from '../sql/columns.ts';
import type { CreateTable } from '../sql/create-table.ts';
import { type ForeignKeyClause, foreignKeysOf } from '../sql/foreign-keys.ts';
import { isSameName } from '../sql/identifier.ts';
import { primaryKeyOf } from '../sql/primary-key.ts';

/** The constraints of a table, those behind a column included. One without a name has an empty name. */
export function describeConstraints(
  table: CreateTable,
  all: readonly CreateTable[],
): Pick<Table, 'primaryKey' | 'checks' | 'foreignKeys'> {
  const key = primaryKeyOf(table);
  return {
    primaryKey: key && {
      name: key.name ?? '',
      columns: key.columns.map(({ name }) => findColumn(table, name)?.name ?? name),
    },
    checks: describeChecks(table).sort(byName),
    foreignKeys: foreignKeysOf(table)
      .map((foreignKey) => describeForeignKey(foreignKey, all))
      .sort(byName),
  };
}

function describeChecks({ columns, constraints }: CreateTable): Check[] {
  return [...columns.flatMap((column) => column.constraints), ...constraints].flatMap((constraint) =>
    constraint.kind === 'check'
      ? [{ name: constraint.name ?? '', expression: constraint.expression.trim() }]
      : [],
  );
}

/** The other table's primary key is what a reference without columns means. */
function describeForeignKey(
  { name, columns, reference }: ForeignKeyClause,
  all: readonly CreateTable[],
): ForeignKey {
  const referenced = all.find((table) => isSameName(table.name, reference.table));
  const key = referenced && primaryKeyOf(referenced)?.columns.map((column) => column.name);
  const { onUpdate, onDelete, deferrable } = reference;
  return {
    name: name ?? '',
    columns,
    referencedTable: referenced?.name ?? reference.table,
    referencedColumns: reference.columns.length > 0 ? reference.columns : (key ?? []),
    ...(onUpdate && onUpdate !== 'no action' && { onUpdate }),
    ...(onDelete && onDelete !== 'no action' && { onDelete }),
    ...(deferrable && { deferrable }),
  };
}
