import type { ForeignKey, Table } from '../../model/schema.ts';

/** The tables, those referred to before those that refer; in a circle, where it can be opened best. */
export function inOrderOfReference(tables: readonly Table[]): Table[] {
  const ordered: Table[] = [];
  let left = [...tables];
  while (left.length > 0) {
    const isFree = (table: Table, except: (key: ForeignKey) => boolean) =>
      table.foreignKeys.every(
        (key) =>
          except(key) ||
          key.referencedTable === table.name ||
          !left.some(({ name }) => name === key.referencedTable),
      );
    const next =
      left.find((table) => isFree(table, () => false)) ??
      left.find((table) => isFree(table, (key) => isNullable(table, key))) ??
      left.find((table) => isFree(table, (key) => isNullable(table, key) || key.deferrable !== undefined)) ??
      left[0];
    ordered.push(...left.filter((table) => table === next));
    left = left.filter((table) => table !== next);
  }
  return ordered;
}

/** Whether a row may refer to nothing: one null among the columns is enough. */
export function isNullable(table: Table, key: ForeignKey): boolean {
  return nullableColumns(table, key).length > 0;
}

/** The columns of a foreign key that may be null. */
export function nullableColumns(table: Table, key: ForeignKey): string[] {
  return key.columns.filter(
    (name) =>
      table.columns.find((column) => column.name === name)?.nullable === true &&
      !table.primaryKey?.columns.includes(name),
  );
}
