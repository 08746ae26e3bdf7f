import { quoteColumn } from '../../../model/quote.ts';
import type { Execute } from '../../../run/execute.ts';
import { parseCreateIndex } from '../sql/create-index.ts';
import { explainRows } from './assert-rows.ts';
import { withLegacyAlterTable } from './legacy-alter-table.ts';
import type { LiveTable } from './live-table.ts';
import type { RebuildPlan } from './plan.ts';
import { copiedColumns } from './projection.ts';
import { messageOf, refuse } from './refusal.ts';
import { withSavepoint } from './savepoint.ts';
import { createScratchTable, freeTableName } from './scratch-table.ts';
import { carrySequence } from './sequence.ts';
import { carryStatistics } from './statistics.ts';

/**
 * Carries a plan out: create the new table, copy, drop the old one, rename the new one, bring back indexes and triggers.
 * The triggers come last so that none of them fires.
 */
export async function copyTable(execute: Execute, plan: RebuildPlan, live: LiveTable): Promise<void> {
  const { name } = plan.to;
  const scratch = await freeTableName(execute, name);
  try {
    await withSavepoint(execute, async () => {
      await createScratchTable(execute, plan, scratch);
      await fill(execute, plan, scratch);
      await carrySequence(execute, plan, scratch);
      await carryStatistics(execute, name, scratch, async () => {
        await execute(`drop table main.${quoteColumn(name)}`);
        // Otherwise every view on the table, which is not there now, would forbid the rename.
        await withLegacyAlterTable(execute, () =>
          execute(`alter table main.${quoteColumn(scratch)} rename to ${quoteColumn(name)}`),
        );
        await restore(execute, plan, live);
      });
    });
  } catch (error) {
    throw (await explain(execute, plan, live, error)) ?? error;
  }
}

async function fill(execute: Execute, plan: RebuildPlan, scratch: string): Promise<void> {
  const table = `main.${quoteColumn(plan.from.name)}`;
  const columns = copiedColumns(plan);
  if (columns.length === 0) {
    const rows = await execute(`select 1 from ${table} limit 1`);
    if (rows.length > 0) {
      throw refuse(plan.to.name, 'nothing of its rows would be left', 'Keep a column, or drop the table.');
    }
    return;
  }
  const targets = columns.map(({ target }) => target).join(', ');
  const sources = columns.map(({ source }) => source).join(', ');
  // "or abort" stands above every "on conflict" of the table, which could drop or replace rows without a word.
  // "not indexed" keeps the order of the rowids, in which a table is filled fastest.
  await execute(
    `insert or abort into main.${quoteColumn(scratch)} (${targets}) select ${sources} from ${table} not indexed`,
  );
}

async function restore(execute: Execute, { to }: RebuildPlan, live: LiveTable): Promise<void> {
  const objects = [
    ...live.indexes.map((index) => ({ ...index, type: 'index' })),
    ...live.triggers.map((trigger) => ({ ...trigger, type: 'trigger' })),
  ];
  for (const { type, name, sql } of objects) {
    await execute(sql).catch((error: unknown) => {
      if (isAboutRows(error)) {
        throw error;
      }
      throw refuse(
        to.name,
        `${type} "${name}" cannot stay as it is: ${messageOf(error)}`,
        `Drop the ${type} before the rebuild and create it again after it as it should be, in the same migration.`,
        error,
      );
    });
  }
}

function isAboutRows(error: unknown): boolean {
  return /constraint failed|datatype mismatch|cannot store/i.test(messageOf(error));
}

async function explain(
  execute: Execute,
  plan: RebuildPlan,
  { indexes }: LiveTable,
  error: unknown,
): Promise<unknown> {
  if (!isAboutRows(error)) {
    return undefined;
  }
  const explained = await explainRows(
    execute,
    plan,
    indexes.map(({ sql }) => parseCreateIndex(sql)),
  );
  const what = `a row does not fit what it is to become: ${messageOf(error)}`;
  return explained ?? refuse(plan.to.name, what, 'Correct the rows or the clauses.', error);
}
