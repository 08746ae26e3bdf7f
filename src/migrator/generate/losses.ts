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
      for (const { name, generated } of diff.columns.dropped) {
        const column = originalName(diff, name);
        // The value of a generated column is no data of its own.
        if (generated === undefined) {
          losses.set(`${table} ${column}`, { table, column });
        }
      }
    }
  }
  return [...losses.values()];
}
