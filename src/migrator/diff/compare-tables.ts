import { isEqual } from '../model/equal.ts';
import type { Column, Table } from '../model/schema.ts';
import { compareAltered, compareRenamed, compareReplaced } from './lists.ts';
import type { Renamed, TableDiff } from './schema-diff.ts';

/**
 * What leads from one state of a table to another, or undefined where nothing does.
 *
 * @param from The table with the names it has after `renamed`.
 * @param renamed The columns that were renamed to get there.
 * @param previousName What the table was called before.
 */
export function compareTables(
  from: Table,
  to: Table,
  renamed: Renamed[],
  previousName: string,
): TableDiff | undefined {
  const columns = compareAltered(
    from.columns,
    to.columns.map((column) => withIgnored(column, from)),
  );
  const diff: TableDiff = {
    previousName,
    from,
    to,
    columns: { ...columns, renamed },
    primaryKey: isEqual(from.primaryKey, to.primaryKey)
      ? undefined
      : { from: from.primaryKey, to: to.primaryKey },
    indexes: compareRenamed(from.indexes, to.indexes),
    checks: compareRenamed(from.checks, to.checks),
    foreignKeys: compareRenamed(from.foreignKeys, to.foreignKeys),
    triggers: compareReplaced(from.triggers, to.triggers),
  };
  return isChange(diff) ? diff : undefined;
}

/** The column as it will be, but for the aspects that the entity model tells to leave as they are. */
function withIgnored(column: Column, from: Table): Column {
  const before = from.columns.find(({ name }) => name === column.name);
  const result: Column = { ...column };
  if (before === undefined) {
    return result;
  }
  for (const aspect of column.ignoreChanges ?? []) {
    if (aspect === 'type') {
      result.type = before.type;
    } else {
      result[aspect] = before[aspect];
    }
  }
  // What is to be ignored is no change of the table itself.
  return { ...result, ignoreChanges: before.ignoreChanges };
}

function isChange({ from, to, previousName: _, primaryKey, ...lists }: TableDiff): boolean {
  return (
    primaryKey !== undefined ||
    from.comment !== to.comment ||
    Object.values(lists).some((list) => Object.values(list).some((items) => items.length > 0))
  );
}
