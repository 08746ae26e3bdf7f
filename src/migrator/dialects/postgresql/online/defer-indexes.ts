import type { TableDiff } from '../../../diff/schema-diff.ts';
import type { Deferral } from '../../../hops/deferral.ts';
import type { Index } from '../../../model/schema.ts';
import { mentionsAny, nameBefore, shakenColumns, widenedColumns } from './shaken.ts';

/** Indexes: to build one keeps writers out, and to drop one everybody, where it is not done `concurrently`. */
export function deferIndexes(diff: TableDiff, { early, late, kept }: Deferral): void {
  const { previousName, to, indexes } = diff;
  for (const index of indexes.dropped) {
    const replacement = indexes.added.find(({ name }) => name === index.name);
    if (replacement !== undefined && canStay(index, replacement, diff)) {
      kept.indexes.add(to.name, index.name);
    } else {
      early.indexes.add(previousName, index.name);
    }
  }
  for (const { name } of indexes.added) {
    late.indexes.add(to.name, name);
  }
  const widened = widenedColumns(diff);
  for (const index of to.indexes) {
    if (!indexes.added.includes(index) && isMadeOf(index, widened)) {
      early.indexes.add(previousName, nameBefore(indexes.renamed, index.name));
      late.indexes.add(to.name, index.name);
    }
  }
}

/** Whether an index holds more of a column than its values, so that PostgreSQL builds it anew with the column. */
function isMadeOf({ parts, where, statement }: Index, columns: readonly string[]): boolean {
  const expressions = parts.filter((part) => !/^"(?:[^"]|"")*"/.test(part));
  return mentionsAny([...expressions, where, statement], columns);
}

/** Whether an index can stay in use until the one that replaces it is built. */
function canStay(index: Index, replacement: Index, diff: TableDiff): boolean {
  const shaken = shakenColumns(diff);
  return (
    // A statement that the entity gives verbatim has its name in it: there is no building it under another.
    index.statement === undefined &&
    replacement.statement === undefined &&
    !mentionsAny([...index.parts, index.where], shaken) &&
    !(index.include ?? []).some((column) => shaken.includes(column))
  );
}
