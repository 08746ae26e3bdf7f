import type { CreateTable, KeyColumn } from './create-table.ts';
import { foldName, isSameName } from './identifier.ts';

/** The primary key of a table, however it is written. */
export interface PrimaryKeyClause {
  name?: string;
  columns: KeyColumn[];
  autoIncrement: boolean;
  /** Whether it stands behind a column's type rather than on its own. */
  inColumn: boolean;
  descending: boolean;
}

/** The primary key of a table, `undefined` where it has none. */
export function primaryKeyOf(table: CreateTable): PrimaryKeyClause | undefined {
  for (const { name, constraints } of table.columns) {
    for (const constraint of constraints) {
      if (constraint.kind === 'primary key') {
        const { autoIncrement, descending } = constraint;
        const columns = [{ name, descending }];
        return { name: constraint.name, columns, autoIncrement, inColumn: true, descending };
      }
    }
  }
  for (const constraint of table.constraints) {
    if (constraint.kind === 'primary key') {
      const { name, columns, autoIncrement } = constraint;
      return { name, columns, autoIncrement, inColumn: false, descending: false };
    }
  }
  return undefined;
}

/**
 * The column that is another name for the rowid, `undefined` where none is (SQLite manual, "CREATE TABLE", "ROWIDs and
 * the INTEGER PRIMARY KEY", with its exception for `integer primary key desc`).
 */
export function rowidAlias(table: CreateTable): string | undefined {
  const key = primaryKeyOf(table);
  const only = key?.columns.length === 1 ? key.columns[0] : undefined;
  if (only === undefined || table.withoutRowid || (key?.inColumn && key.descending)) {
    return undefined;
  }
  const column = table.columns.find(({ name }) => isSameName(name, only.name));
  return column !== undefined && foldName(column.type.text) === 'integer' ? column.name : undefined;
}

/** A name that reaches the rowid, `undefined` where there is none: three columns may hide it. */
export function rowidName(table: CreateTable): string | undefined {
  if (table.withoutRowid) {
    return undefined;
  }
  return ['rowid', '_rowid_', 'oid'].find(
    (candidate) => !table.columns.some(({ name }) => isSameName(name, candidate)),
  );
}
