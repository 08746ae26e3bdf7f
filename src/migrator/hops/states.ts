import { applyRenames } from '../diff/renames/apply-renames.ts';
import type { Renames } from '../diff/renames/renames.ts';
import type { Column, Schema, Table } from '../model/schema.ts';
import type { Deferral, ItemNames, TableItems } from './deferral.ts';

/** The schema once the constraints that go early are gone. */
export function withoutEarlyConstraints(schema: Schema, { early }: Deferral): Schema {
  return eachTable(schema, (table) => ({
    ...table,
    columns: table.columns.map((column) =>
      early.notNulls.has(table.name, column.name) ? { ...column, nullable: true } : column,
    ),
    checks: without(table.checks, table, early.checks),
    foreignKeys: without(table.foreignKeys, table, early.foreignKeys),
  }));
}

/** The schema once the indexes that go early are gone. */
export function withoutEarlyIndexes(schema: Schema, { early }: Deferral): Schema {
  return eachTable(schema, (table) => ({
    ...table,
    indexes: without(table.indexes, table, early.indexes),
  }));
}

/**
 * The schema after everything that is quick: as after the change, without what comes late; what is only replaced late is
 * still as it was.
 *
 * @param to After the whole change.
 * @param from Before the quick part.
 */
export function withoutLate(to: Schema, from: Schema, { late, kept }: Deferral, renames: Renames): Schema {
  const before = applyRenames(from, renames).tables;
  return eachTable(to, (table) => {
    const old = before.find(({ name }) => name === table.name);
    const asBefore = <T extends { name: string }>(
      items: readonly T[],
      oldItems: readonly T[] = [],
      comes: ItemNames,
      stays: ItemNames,
    ): T[] =>
      items.flatMap((item) => {
        if (!comes.has(table.name, item.name)) {
          return [item];
        }
        const oldItem = oldItems.find(({ name }) => name === item.name);
        return oldItem !== undefined && stays.has(table.name, item.name) ? [oldItem] : [];
      });
    return {
      ...table,
      columns: table.columns.map((column) => withoutLateRules(column, table, old, late)),
      indexes: asBefore(table.indexes, old?.indexes, late.indexes, kept.indexes),
      checks: asBefore(table.checks, old?.checks, late.checks, kept.checks),
      foreignKeys: asBefore(table.foreignKeys, old?.foreignKeys, late.foreignKeys, kept.foreignKeys),
    };
  });
}

function withoutLateRules(column: Column, table: Table, old: Table | undefined, late: TableItems): Column {
  const before = old?.columns.find(({ name }) => name === column.name);
  const { default: value, ...rest } =
    before !== undefined && late.defaults.has(table.name, column.name)
      ? { ...column, default: before.default }
      : column;
  return {
    ...rest,
    ...(value !== undefined && { default: value }),
    ...(late.notNulls.has(table.name, column.name) && { nullable: true }),
  };
}

/** The schema with the indexes that `to` has. */
export function withIndexesOf(schema: Schema, to: Schema): Schema {
  return eachTable(schema, (table) => ({
    ...table,
    indexes: to.tables.find(({ name }) => name === table.name)?.indexes ?? table.indexes,
  }));
}

function eachTable(schema: Schema, change: (table: Table) => Table): Schema {
  return { ...schema, tables: schema.tables.map(change) };
}

function without<T extends { name: string }>(items: readonly T[], table: Table, gone: ItemNames): T[] {
  return items.filter(({ name }) => !gone.has(table.name, name));
}
