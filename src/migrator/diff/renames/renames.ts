import type { Renamed } from '../schema-diff.ts';

/** What a developer says was renamed between two schemas; everything else was dropped and added. */
export interface Renames {
  tables: readonly Renamed[];
  columns: readonly ColumnRename[];
}

/** A column that was renamed; the table by its new name. */
export interface ColumnRename extends Renamed {
  table: string;
}

/** Nothing was renamed. */
export const NO_RENAMES: Renames = { tables: [], columns: [] };

/** The same renames, on the way back. */
export function reverseRenames({ tables, columns }: Renames): Renames {
  const oldName = (table: string) => tables.find(({ to }) => to === table)?.from ?? table;
  return {
    tables: tables.map(({ from, to }) => ({ from: to, to: from })),
    columns: columns.map(({ table, from, to }) => ({ table: oldName(table), from: to, to: from })),
  };
}
