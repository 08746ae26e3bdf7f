import type { Execute } from '../../../run/execute.ts';
import { foldName } from '../sql/identifier.ts';
import { printCreateTable } from '../sql/print-create-table.ts';
import type { RebuildPlan } from './plan.ts';
import { withoutQualifiers } from './qualifiers.ts';
import { messageOf, refuse } from './refusal.ts';
import { tryOut } from './savepoint.ts';

/** A name for the new table while the old one still has its own. */
export async function freeTableName(execute: Execute, table: string): Promise<string> {
  const rows = await execute('select "name" from main.sqlite_schema');
  const taken = new Set(rows.map((row) => foldName(String(row.name))));
  let name = `rebuild of ${table}`;
  while (taken.has(foldName(name))) {
    name += ' ';
  }
  return name;
}

/** Creates the new table under another name. */
export async function createScratchTable(execute: Execute, { to }: RebuildPlan, name: string): Promise<void> {
  await execute(printCreateTable(withoutQualifiers(to), name)).catch((error: unknown) => {
    throw refuse(
      to.name,
      `SQLite does not accept what it is to become: ${messageOf(error)}`,
      'Correct the clauses of the migration.',
      error,
    );
  });
}

/**
 * Asks SQLite whether the new table can exist at all, before its rows are looked at.
 *
 * @throws MigrationError `REBUILD_REFUSED`
 */
export async function assertAccepted(execute: Execute, plan: RebuildPlan): Promise<void> {
  const name = await freeTableName(execute, plan.to.name);
  await tryOut(execute, () => createScratchTable(execute, plan, name));
}
