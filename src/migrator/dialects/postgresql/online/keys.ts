import type { SchemaDiff, TableDiff } from '../../../diff/schema-diff.ts';
import { isEqual } from '../../../model/equal.ts';
import type { ForeignKey, Index, Table } from '../../../model/schema.ts';

/** How a change treats the primary keys and unique indexes that foreign keys stand on. Names are those after it. */
export interface KeyChanges {
  /** Whether a unique index that a foreign key may stand on goes, or changes. */
  loses(key: ForeignKey): boolean;
  /** Whether a foreign key has nothing to stand on until new indexes are built. */
  awaits(key: ForeignKey): boolean;
}

/** What becomes of the keys of the tables that stay. */
export function readKeyChanges({ tables, to }: SchemaDiff): KeyChanges {
  const changeOf = (table: string) => tables.altered.find((diff) => diff.to.name === table);
  return {
    loses: (key) =>
      (changeOf(key.referencedTable)?.indexes.dropped ?? []).some((index) => isKeyOn(index, key)),
    awaits: (key) => {
      const table = to.tables.find(({ name }) => name === key.referencedTable);
      const diff = changeOf(key.referencedTable);
      return table !== undefined && diff !== undefined && !stands(table, diff, key);
    },
  };
}

function stands(table: Table, { indexes }: TableDiff, key: ForeignKey): boolean {
  const isThere = (index: Index) => !indexes.added.some(({ name }) => name === index.name);
  return (
    isSameSet(table.primaryKey?.columns ?? [], key.referencedColumns) ||
    table.indexes.some((index) => isThere(index) && isKeyOn(index, key))
  );
}

/** Whether a foreign key can stand on the index. Of an index given verbatim nobody knows, so it is said to be. */
function isKeyOn(index: Index, { referencedColumns }: ForeignKey): boolean {
  if (!index.unique || index.where !== undefined) {
    return false;
  }
  const columns = index.parts.map((part) => /^"((?:[^"]|"")*)"/.exec(part)?.[1]?.replaceAll('""', '"') ?? '');
  return index.statement !== undefined || isSameSet(columns, referencedColumns);
}

function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  return isEqual(a.toSorted(), b.toSorted());
}
