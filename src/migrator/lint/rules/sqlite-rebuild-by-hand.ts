import { isReplaced } from '../actions/losses.ts';
import type { Rule } from '../rule.ts';

/**
 * Creates a copy, drops the table and gives its name to the copy (SQLite manual, "Making Other Kinds Of Table Schema
 * Changes"): right only for the table that the author saw.
 */
export const sqliteRebuildByHand: Rule = {
  name: 'sqlite-rebuild-by-hand',
  *checkDirection({ dialect, statements = [] }) {
    if (dialect !== 'sqlite') {
      return;
    }
    for (const [at, { actions, line, created }] of statements.entries()) {
      for (const action of actions) {
        if (
          action.kind === 'drop table' &&
          !created.has(action.table) &&
          isReplaced(action.table, statements.slice(at))
        ) {
          const { table } = action;
          yield {
            line,
            reason: `Rebuilds "${table}" by hand: columns that another branch added, triggers, indexes and views that this copy does not name are lost.`,
            alternative: `this.rebuildSqlite('${table}', …clauses), for example 'alter column "c" set not null': it starts from the table as it is when the migration runs.`,
            link: 'https://www.sqlite.org/lang_altertable.html#making_other_kinds_of_table_schema_changes',
          };
        }
      }
    }
  },
};
