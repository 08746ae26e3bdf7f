import type { Execute } from '../../../run/execute.ts';
import { findColumn } from '../sql/columns.ts';
import { assertRows } from './assert-rows.ts';
import { findBroken, refuseNewlyBroken } from './broken-objects.ts';
import { type Clause, parseClause } from './clause.ts';
import { copyTable } from './copy-table.ts';
import { readLiveTable } from './live-table.ts';
import { orderClauses } from './order-clauses.ts';
import { planRebuild } from './plan.ts';
import { refuse } from './refusal.ts';
import { renameColumn } from './rename-columns.ts';
import { withSavepoint } from './savepoint.ts';
import { assertAccepted } from './scratch-table.ts';
import { assertUnused } from './users.ts';

/**
 * Changes a table by copying it as it stands now into one of its new form (SQLite manual, "Making Other Kinds Of Table
 * Schema Changes"). What the clauses do not name survives: columns, constraints, indexes, triggers, views, the rowids,
 * the highest number of an autoincrement column.
 *
 * @param execute Runs on a connection whose foreign keys are off; the caller checks them before it commits.
 * @param table The table, unquoted, in the main database.
 * @param changes The clauses of `DualMigration.rebuildSqlite`, which apply in their order.
 * @throws MigrationError `REBUILD_REFUSED` where a clause does not fit the table or an object is in the way,
 *   `ROWS_REFUSED` where rows cannot be as the clauses want them. Nothing is changed then.
 */
export async function rebuildTable(
  execute: Execute,
  table: string,
  changes: readonly string[],
): Promise<void> {
  const clauses = changes.map((text) => parseClause(table, text));
  await assertForeignKeysOff(execute, table);
  await withSavepoint(execute, async () => {
    const { definition } = await readLiveTable(execute, table);
    const broken = await findBroken(execute);
    const ordered = orderClauses(clauses, (name) => findColumn(definition, name) !== undefined);
    for (const batch of batches(ordered)) {
      await carryOut(execute, definition.name, batch);
    }
    await refuseNewlyBroken(execute, definition.name, broken);
  });
}

/** A rename by itself, all between two renames together. */
function batches(clauses: readonly Clause[]): Clause[][] {
  const result: Clause[][] = [];
  for (const clause of clauses) {
    const last = result.at(-1);
    if (last === undefined || clause.kind === 'rename column' || last[0]?.kind === 'rename column') {
      result.push([clause]);
    } else {
      last.push(clause);
    }
  }
  return result;
}

async function carryOut(execute: Execute, table: string, batch: readonly Clause[]): Promise<void> {
  const [first] = batch;
  if (first?.kind === 'rename column') {
    return renameColumn(execute, table, first);
  }
  const live = await readLiveTable(execute, table);
  const plan = planRebuild(live.definition, batch);
  await assertUnused(execute, plan);
  await assertAccepted(execute, plan);
  await assertRows(execute, plan);
  await copyTable(execute, plan, live);
}

async function assertForeignKeysOff(execute: Execute, table: string): Promise<void> {
  const [row] = await execute('pragma foreign_keys');
  if (Number(row?.foreign_keys ?? 0) !== 0) {
    throw refuse(
      table,
      'foreign keys are on, so that dropping the old table would delete or change the rows that refer to it',
      'Run "pragma foreign_keys = off" before the transaction begins.',
    );
  }
}
