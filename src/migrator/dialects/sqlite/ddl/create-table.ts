import { quoteColumn } from '../../../model/quote.ts';
import type { Column, Table } from '../../../model/schema.ts';
import { type DdlStep, statement } from '../../ddl-step.ts';
import { columnDefinition } from '../../standard/column.ts';
import { checkConstraint, foreignKeyConstraint, primaryKeyConstraint } from '../../standard/constraint.ts';
import { createIndex } from '../../standard/create-index.ts';
import { createTable } from '../../standard/create-table.ts';

/** A table with everything in it: SQLite can add constraints later only in part. */
export function createSqliteTable(table: Table): DdlStep[] {
  const { primaryKey } = table;
  const inline = table.columns.some(({ autoIncrement }) => autoIncrement);
  const lines = [
    ...table.columns.map((column) => sqliteColumn(column, table)),
    ...(primaryKey === undefined || inline ? [] : [primaryKeyConstraint(primaryKey)]),
    ...table.checks.map(checkConstraint),
    ...table.foreignKeys.map(foreignKeyConstraint),
  ];
  return [
    statement(createTable(table.name, lines)),
    ...table.indexes.map((index) => statement(createIndex(index, table.name))),
    ...table.triggers.flatMap(({ statements }) => statements.map(statement)),
  ];
}

/** `autoincrement` is a part of a column's own primary key clause (SQLite manual, "CREATE TABLE"). */
function sqliteColumn(column: Column, table: Table): string {
  const definition = columnDefinition(column);
  if (!column.autoIncrement || table.primaryKey === undefined) {
    return definition;
  }
  return `${definition} constraint ${quoteColumn(table.primaryKey.name)} primary key autoincrement`;
}
