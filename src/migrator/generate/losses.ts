import { originalName } from '../diff/renames/original-name.ts';
import type { SchemaDiff } from '../diff/schema-diff.ts';
import type { Loss } from '../dual-migration.ts';

/** What `diffs` drop knowingly: tables with their rows, columns with their values. Each is named once, as before. */
export function lossesOf(diffs: readonly SchemaDiff[]): Loss[] {
  const losses = new Map<string, Loss>();
  for (const { tables } of diffs) {
    for (const { name } of tables.dropped) {
      losses.set(name, { table: name });
    }
    for (const diff of tables.altered) {
      const table = diff.previousName;
      // The value of a generated column is no data of its own; one that begins to be generated forgets what it was.
      const lost = [
        ...diff.columns.dropped.filter(({ generated }) => generated === undefined),
        ...diff.columns.altered.flatMap(({ from, to }) =>
          from.generated === undefined && to.generated !== undefined ? [from] : [],
        ),
      ];
      for (const { name } of lost) {
        const column = originalName(diff, name);
        losses.set(`${table} ${column}`, { table, column });
      }
    }
  }
  return [...losses.values()];
}
