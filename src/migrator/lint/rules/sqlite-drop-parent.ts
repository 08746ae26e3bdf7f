import { quoteColumn } from '../../model/quote.ts';
import { statementsOf } from '../migration.ts';
import type { Rule } from '../rule.ts';

/**
 * Drops a table that others go on referring to (SQLite manual, "SQLite Foreign Key Support": a statement that changes
 * the child is then an error, "no such table"). PostgreSQL refuses the drop. From a rehearsal.
 */
export const sqliteDropParent: Rule = {
  name: 'sqlite-drop-parent',
  needsRehearsal: true,
  *checkMigration(migration) {
    const schema = migration.rehearsed.sqlite?.up?.schema;
    const tables = new Set(schema?.tables.map(({ name }) => name));
    const orphans = (schema?.tables ?? []).flatMap(({ name, foreignKeys }) =>
      foreignKeys.flatMap((key) =>
        tables.has(key.referencedTable) ? [] : [{ child: name, parent: key.referencedTable, key: key.name }],
      ),
    );
    for (const { child, parent, key } of orphans) {
      const dropped = statementsOf(migration, 'up', 'sqlite').find(({ actions }) =>
        actions.some((action) => action.kind === 'drop table' && action.table === parent),
      );
      if (dropped !== undefined) {
        yield {
          line: dropped.line,
          reason: `${quoteColumn(child)} goes on referring to ${quoteColumn(parent)}: every insert into it fails from then on ("no such table").`,
          alternative: `Before it: this.rebuildSqlite('${child}', 'drop constraint ${quoteColumn(key)}'), or drop the column that refers to it.`,
          link: 'https://www.sqlite.org/foreignkeys.html#fk_schemacommands',
        };
      }
    }
  },
};
