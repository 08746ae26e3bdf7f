import { quoteString } from '../../../model/quote.ts';
import type { Execute } from '../../../run/execute.ts';
import { primaryKeyOf } from '../sql/primary-key.ts';
import type { RebuildPlan } from './plan.ts';

/**
 * Hands the highest number that an autoincrement table ever gave to the table that takes its place, so that none is
 * given twice, also where the rows that had them are deleted (SQLite manual, "Autoincrement").
 */
export async function carrySequence(execute: Execute, plan: RebuildPlan, scratch: string): Promise<void> {
  if (!primaryKeyOf(plan.from)?.autoIncrement || !primaryKeyOf(plan.to)?.autoIncrement) {
    return;
  }
  const from = `from sqlite_sequence where "name" = ${quoteString(plan.from.name)} collate nocase`;
  const to = quoteString(scratch);
  // The copy of rows has made an entry of its own, which knows the rows that are left.
  await execute(
    `update sqlite_sequence set "seq" = max("seq", (select "seq" ${from})) where "name" = ${to} and exists (select 1 ${from})`,
  );
  await execute(
    `insert into sqlite_sequence ("name", "seq") select ${to}, "seq" ${from} and not exists (select 1 from sqlite_sequence where "name" = ${to})`,
  );
}
