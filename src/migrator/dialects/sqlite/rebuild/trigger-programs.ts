import { quoteColumn } from '../../../model/quote.ts';
import type { Execute } from '../../../run/execute.ts';
import { messageOf } from './refusal.ts';

/** A way to write to a table or view that does not work, because one of its triggers does not. */
export interface BrokenWrite {
  table: string;
  event: 'insert' | 'update' | 'delete';
  /** SQLite's words: `table todos has 3 columns but 2 values were supplied`. */
  reason: string;
}

/**
 * The writes that fail because of a trigger, whatever the row. SQLite compiles the body of a trigger only with the
 * statement that fires it, and only then counts the columns of `insert into todos values (…)` or `select *`.
 */
export async function findBrokenWrites(execute: Execute): Promise<BrokenWrite[]> {
  const tables = await execute(
    `select distinct "tbl_name" as "name" from main.sqlite_schema where "type" = 'trigger' order by 1`,
  );
  const broken: BrokenWrite[] = [];
  for (const { name } of tables) {
    const table = String(name);
    for (const [event, sql] of await writesTo(execute, table)) {
      const reason = await execute(`explain ${sql}`).then(() => undefined, messageOf);
      if (reason !== undefined) {
        broken.push({ table, event, reason });
      }
    }
  }
  return broken;
}

/** Statements that fire every trigger of a table or view: an update sets each column. */
async function writesTo(execute: Execute, table: string): Promise<[BrokenWrite['event'], string][]> {
  const target = `main.${quoteColumn(table)}`;
  const columns = await execute(`pragma main.table_xinfo(${quoteColumn(table)})`).catch(() => []);
  const ordinary = columns
    .filter(({ hidden }) => Number(hidden) === 0)
    .map((row) => quoteColumn(String(row.name)));
  const assignments = ordinary.map((column) => `${column} = ${column}`).join(', ');
  return [
    ['insert', `insert into ${target} (${ordinary.join(', ')}) select ${ordinary.join(', ')} from ${target}`],
    ['update', `update ${target} set ${assignments}`],
    ['delete', `delete from ${target}`],
  ];
}
