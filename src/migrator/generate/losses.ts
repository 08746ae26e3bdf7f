import type { SchemaDiff } from '../diff/schema-diff.ts';
import type { Loss } from '../dual-migration.ts';

/** What `diffs` drop knowingly: tables with their rows, columns with their values. Each is named once. */
export function lossesOf(diffs: readonly SchemaDiff[]): Loss[] {
  const losses = new Map<string, Loss>();
  for (const { tables } of diffs) {
    for (const { name } of tables.dropped) {
      losses.set(name, { table: name });
    }
    for (const { to, columns } of tables.altered) {
      for (const { name, generated } of columns.dropped) {
        // The value of a generated column is no data of its own.
        if (generated === undefined) {
          losses.set(`${to.name} ${name}`, { table: to.name, column: name });
        }
      }
    }
  }
  return [...losses.values()];
}
