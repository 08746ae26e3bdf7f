import { quoteColumn } from '../../../model/quote.ts';
import type { CreateTable, TableConstraint } from '../sql/create-table.ts';
import { isSameName } from '../sql/identifier.ts';
import { primaryKeyOf } from '../sql/primary-key.ts';
import { columnToAlter } from './apply-to-column.ts';
import { refuse } from './refusal.ts';

/** Adds a constraint behind all others. */
export function addConstraint(table: CreateTable, constraint: TableConstraint): void {
  const { name, kind } = constraint;
  if (name !== undefined && hasConstraint(table, name)) {
    throw refuse(
      table.name,
      `constraint "${name}" is to be added but is there already`,
      `Take the clause out of the migration, or drop the other before it ('drop constraint "${name}"').`,
    );
  }
  if (kind === 'primary key' && primaryKeyOf(table) !== undefined) {
    throw refuse(
      table.name,
      'it has a primary key already',
      'Drop that before the clause that adds the new one ("drop primary key").',
    );
  }
  append(table, constraint);
}

/** What stands last carries the line break before the closing parenthesis. */
function append(table: CreateTable, constraint: TableConstraint): void {
  const last = table.constraints.at(-1) ?? table.columns.at(-1);
  const before = /^\s+$/.test(last?.before ?? '') ? (last?.before ?? ' ') : ' ';
  const after = /^\s+$/.test(last?.after ?? '') ? (last?.after ?? '') : '';
  if (last !== undefined && after !== '') {
    last.after = '';
  }
  table.constraints.push({ ...constraint, separator: ',', before, after });
}

/** Drops the constraint of that name, of the table or of one of its columns. */
export function dropConstraint(table: CreateTable, name: string): void {
  if (!hasConstraint(table, name)) {
    throw refuse(
      table.name,
      `it has no constraint "${name}" to drop`,
      'Correct the name in the migration, or take the clause out; an index is dropped with "drop index".',
    );
  }
  const isOther = (constraint: { name?: string }) =>
    constraint.name === undefined || !isSameName(constraint.name, name);
  table.constraints = table.constraints.filter(isOther);
  for (const column of table.columns) {
    column.constraints = column.constraints.filter(isOther);
  }
}

/** Drops the primary key, wherever it stands. */
export function dropPrimaryKey(table: CreateTable): void {
  if (primaryKeyOf(table) === undefined) {
    throw refuse(table.name, 'it has no primary key to drop', 'Take the clause out of the migration.');
  }
  table.constraints = table.constraints.filter(({ kind }) => kind !== 'primary key');
  for (const column of table.columns) {
    column.constraints = column.constraints.filter(({ kind }) => kind !== 'primary key');
  }
}

/** Marks the column that is the primary key; the mark must stand in the column's own primary key clause. */
export function setAutoIncrement(table: CreateTable, name: string): void {
  const column = columnToAlter(table, name);
  const key = primaryKeyOf(table);
  if (key?.columns.length !== 1 || !isSameName(key.columns[0]?.name ?? '', name)) {
    throw refuse(
      table.name,
      `column "${name}" is to be autoincrement but is not the primary key`,
      `Make it that before ('add primary key ("${name}")').`,
    );
  }
  if (key.autoIncrement) {
    return;
  }
  dropPrimaryKey(table);
  const prefix = key.name === undefined ? '' : `constraint ${quoteColumn(key.name)} `;
  column.constraints.push({
    kind: 'primary key',
    name: key.name,
    descending: false,
    autoIncrement: true,
    before: ' ',
    text: `${prefix}primary key autoincrement`,
  });
}

function hasConstraint(table: CreateTable, wanted: string): boolean {
  return [...table.constraints, ...table.columns.flatMap(({ constraints }) => constraints)].some(
    ({ name }) => name !== undefined && isSameName(name, wanted),
  );
}
