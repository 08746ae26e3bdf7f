import type { Rule } from '../rule.ts';
import { findAddedColumns } from '../sqlite/added-columns.ts';

/** SQLite manual, "ALTER TABLE ADD COLUMN": "If a NOT NULL constraint is specified, then the column must have a default value other than NULL." */
export const sqliteAddColumnNotNull: Rule = {
  name: 'sqlite-add-column-not-null',
  checkDirection: (direction) =>
    findAddedColumns(direction, ({ table, column: { name, constraints } }) => {
      const isRequired = constraints.some(({ kind }) => kind === 'not null');
      const isFilled = constraints.some(
        (one) => one.kind === 'generated' || (one.kind === 'default' && !/^null$/i.test(one.expression)),
      );
      return isRequired && !isFilled
        ? `SQLite cannot add "${name}" to "${table}": it is not null and has no default for the rows that are there.`
        : undefined;
    }).map((draft) => ({
      ...draft,
      alternative:
        'Give it a default. Or in steps: add it as null, fill it with this.backfill(…), then set it not null with this.rebuildSqlite(…).',
    })),
};
