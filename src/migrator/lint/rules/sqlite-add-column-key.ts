import type { Rule } from '../rule.ts';
import { findAddedColumns } from '../sqlite/added-columns.ts';

/** SQLite manual, "ALTER TABLE ADD COLUMN": "The column may not have a PRIMARY KEY or UNIQUE constraint", nor be "GENERATED ALWAYS … STORED". */
export const sqliteAddColumnKey: Rule = {
  name: 'sqlite-add-column-key',
  checkDirection: (direction) =>
    findAddedColumns(direction, ({ table, column: { name, constraints } }) => {
      const found = constraints.find(
        (one) =>
          one.kind === 'primary key' || one.kind === 'unique' || (one.kind === 'generated' && one.stored),
      );
      return found === undefined
        ? undefined
        : `SQLite cannot add "${name}" to "${table}" as ${found.kind === 'generated' ? 'a stored generated column' : found.kind}.`;
    }),
};
