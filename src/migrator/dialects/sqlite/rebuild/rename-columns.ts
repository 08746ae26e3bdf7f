import { quoteColumn } from '../../../model/quote.ts';
import type { Execute } from '../../../run/execute.ts';
import { findColumn } from '../sql/columns.ts';
import { isSameName } from '../sql/identifier.ts';
import type { Clause } from './clause.ts';
import { readLiveTable } from './live-table.ts';
import { messageOf, refuse } from './refusal.ts';

type Rename = Extract<Clause, { kind: 'rename column' }>;

/**
 * Renames a column by SQLite's own `alter table`, which rewrites every index, view, trigger and foreign key.
 *
 * @throws MigrationError `REBUILD_REFUSED` where there is no such column, or its new name is taken.
 */
export async function renameColumn(execute: Execute, table: string, { column, to }: Rename): Promise<void> {
  const { definition } = await readLiveTable(execute, table);
  if (findColumn(definition, column) === undefined) {
    throw refuse(
      table,
      `it has no column "${column}" to rename`,
      'Correct the name in the migration, or take the clause out.',
    );
  }
  if (!isSameName(column, to) && findColumn(definition, to) !== undefined) {
    throw refuse(
      table,
      `column "${column}" is to be named "${to}", and there is such a column already`,
      'Rename or drop that one in the same rebuild, or choose another name.',
    );
  }
  await execute(
    `alter table main.${quoteColumn(table)} rename column ${quoteColumn(column)} to ${quoteColumn(to)}`,
  ).catch((error: unknown) => {
    throw refuse(
      table,
      `SQLite does not rename column "${column}" to "${to}": ${messageOf(error)}`,
      'Drop or mend what it names before, in the same migration.',
      error,
    );
  });
}
