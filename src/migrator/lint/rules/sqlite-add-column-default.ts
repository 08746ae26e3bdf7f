import type { Rule } from '../rule.ts';
import { findAddedColumns } from '../sqlite/added-columns.ts';

/** SQLite manual, "ALTER TABLE ADD COLUMN": a default may not be CURRENT_TIMESTAMP or the like, nor an expression in parentheses. */
export const sqliteAddColumnDefault: Rule = {
  name: 'sqlite-add-column-default',
  checkDirection: (direction) =>
    findAddedColumns(direction, ({ table, column }) => {
      const found = column.constraints.find(({ kind }) => kind === 'default');
      const expression = found?.kind === 'default' ? found.expression : '';
      return /^(\(|current_)/i.test(expression)
        ? `SQLite cannot add "${column.name}" to "${table}" with the default ${expression}, which is no constant: with rows in the table it refuses.`
        : undefined;
    }),
};
