import { renameIdentifiers } from '../../model/identifiers.ts';
import type { Column, ForeignKey, Index, Schema, Table } from '../../model/schema.ts';
import type { ColumnRename, Renames } from './renames.ts';

/**
 * A schema as the database has it after it renamed tables and columns: references follow, names of constraints and
 * indexes stay. Triggers and views stay as they were, because they are made anew where they mention what was renamed.
 */
export function applyRenames(schema: Schema, renames: Renames): Schema {
  const tableName = (name: string) => renames.tables.find(({ from }) => from === name)?.to ?? name;
  const columnsOf = (table: string) =>
    new Map(renames.columns.filter((rename) => rename.table === table).map(({ from, to }) => [from, to]));
  return {
    ...schema,
    tables: schema.tables.map((table) => {
      const name = tableName(table.name);
      const renamed = renameColumns(table, columnsOf(name));
      return {
        ...renamed,
        name,
        foreignKeys: renamed.foreignKeys.map((key): ForeignKey => {
          const referencedTable = tableName(key.referencedTable);
          const referenced = columnsOf(referencedTable);
          return {
            ...key,
            referencedTable,
            referencedColumns: key.referencedColumns.map((column) => referenced.get(column) ?? column),
          };
        }),
      };
    }),
  };
}

function renameColumns(table: Table, renamed: ReadonlyMap<string, string>): Table {
  if (renamed.size === 0) {
    return table;
  }
  const name = (column: string) => renamed.get(column) ?? column;
  const text = (sql: string) => renameIdentifiers(sql, renamed);
  return {
    ...table,
    columns: table.columns.map(
      (column): Column => ({
        ...column,
        name: name(column.name),
        ...(column.generated && {
          generated: { ...column.generated, expression: text(column.generated.expression) },
        }),
      }),
    ),
    primaryKey: table.primaryKey && { ...table.primaryKey, columns: table.primaryKey.columns.map(name) },
    indexes: table.indexes.map(
      (index): Index => ({
        ...index,
        parts: index.parts.map(text),
        ...(index.include && { include: index.include.map(name) }),
        ...(index.where !== undefined && { where: text(index.where) }),
      }),
    ),
    checks: table.checks.map((check) => ({ ...check, expression: text(check.expression) })),
    foreignKeys: table.foreignKeys.map((key) => ({ ...key, columns: key.columns.map(name) })),
  };
}

/**
 * Makes room for new names: a column that is in the way, and goes away anyway, is renamed to a name that nothing has.
 * A table in the way is dropped before anything is renamed; its other name only tells references to it apart.
 */
export function makeRoom(schema: Schema, renames: Renames, dropped: readonly Table[]): Renames {
  const columns: ColumnRename[] = [...renames.columns];
  for (const { table, to } of renames.columns) {
    const oldTable = renames.tables.find((rename) => rename.to === table)?.from ?? table;
    const isThere = schema.tables
      .find(({ name }) => name === oldTable)
      ?.columns.some(({ name }) => name === to);
    const moves = columns.some((other) => other.table === table && other.from === to);
    if (isThere && !moves) {
      columns.push({ table, from: to, to: `${to}__dropped` });
    }
  }
  const inTheWay = dropped.filter(({ name }) => renames.tables.some(({ to }) => to === name));
  const aside = inTheWay.map(({ name }) => ({ from: name, to: `${name}__dropped` }));
  return { tables: [...renames.tables, ...aside], columns };
}
