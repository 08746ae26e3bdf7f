import type { Renames } from '../../../diff/renames/renames.ts';
import type { SchemaDiff, TableDiff } from '../../../diff/schema-diff.ts';
import type { Deferral } from '../../../hops/deferral.ts';
import type { ForeignKey, Table } from '../../../model/schema.ts';
import { type KeyChanges, readKeyChanges } from './keys.ts';
import { droppedColumns, nameBefore, shakenColumns } from './shaken.ts';

/**
 * Foreign keys: to prove one reads the whole table. One that stands on a unique index that goes is out of the way before,
 * and one that waits for a unique index comes after it, also where it would else stay as it is.
 */
export function deferForeignKeys(diff: SchemaDiff, renames: Renames, deferral: Deferral): void {
  const keys = readKeyChanges(diff);
  for (const table of diff.to.tables) {
    const change = diff.tables.altered.find(({ to }) => to.name === table.name);
    if (change !== undefined) {
      deferChanged(change, diff, keys, deferral);
    }
    deferUnchanged(table, change, diff, renames, keys, deferral);
  }
  for (const { name, foreignKeys } of diff.tables.dropped) {
    for (const key of foreignKeys.filter((each) => keys.loses(asRenamed(each, renames)))) {
      deferral.early.foreignKeys.add(name, key.name);
    }
  }
}

/** Keys that go, come or change. */
function deferChanged(
  change: TableDiff,
  diff: SchemaDiff,
  keys: KeyChanges,
  { early, late, kept }: Deferral,
): void {
  const { previousName, to, foreignKeys } = change;
  for (const key of foreignKeys.dropped) {
    const isReplaced = foreignKeys.added.some(({ name }) => name === key.name);
    const goesWithColumn = key.columns.some((column) => droppedColumns(change).includes(column));
    if (isReplaced && !isShaken(key, change, diff) && !keys.loses(key) && !keys.awaits(key)) {
      kept.foreignKeys.add(to.name, key.name);
    } else if (isReplaced || !goesWithColumn || keys.loses(key)) {
      early.foreignKeys.add(previousName, key.name);
    }
  }
  for (const { name } of foreignKeys.added) {
    late.foreignKeys.add(to.name, name);
  }
}

/** Keys that stay, and those of tables that come. */
function deferUnchanged(
  table: Table,
  change: TableDiff | undefined,
  { from }: SchemaDiff,
  { tables }: Renames,
  keys: KeyChanges,
  { early, late }: Deferral,
): void {
  const isThere = from.tables.some(({ name }) => name === table.name);
  const changed = change?.foreignKeys;
  for (const key of table.foreignKeys.filter((each) => !changed?.added.includes(each))) {
    if (!keys.awaits(key) && !(isThere && keys.loses(key))) {
      continue;
    }
    late.foreignKeys.add(table.name, key.name);
    if (isThere) {
      const previousTable = tables.find(({ to }) => to === table.name)?.from ?? table.name;
      early.foreignKeys.add(previousTable, nameBefore(changed?.renamed ?? [], key.name));
    }
  }
}

/** Whether the old key cannot stay until the new one is proven. */
function isShaken(key: ForeignKey, change: TableDiff, { to, tables }: SchemaDiff): boolean {
  const referenced = to.tables.find(({ name }) => name === key.referencedTable);
  const referencedChange = tables.altered.find((each) => each.to.name === key.referencedTable);
  const gone = referencedChange === undefined ? [] : shakenColumns(referencedChange);
  return (
    referenced === undefined ||
    referencedChange?.primaryKey !== undefined ||
    key.columns.some((column) => shakenColumns(change).includes(column)) ||
    key.referencedColumns.some((column) => gone.includes(column))
  );
}

/** A key of a table that goes, with the names that what it refers to has after renames. */
function asRenamed(key: ForeignKey, { tables, columns }: Renames): ForeignKey {
  const referencedTable = tables.find(({ from }) => from === key.referencedTable)?.to ?? key.referencedTable;
  const renamed = columns.filter(({ table }) => table === referencedTable);
  return {
    ...key,
    referencedTable,
    referencedColumns: key.referencedColumns.map(
      (column) => renamed.find(({ from }) => from === column)?.to ?? column,
    ),
  };
}
