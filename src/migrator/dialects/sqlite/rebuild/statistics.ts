import { quoteColumn, quoteString } from '../../../model/quote.ts';
import type { Execute } from '../../../run/execute.ts';

/**
 * Keeps what `analyze` found out about a table while `body` puts another in its place: SQLite deletes it with the
 * table, and plans queries badly without.
 *
 * @param scratch A name under which the statistics wait.
 */
export async function carryStatistics(
  execute: Execute,
  table: string,
  scratch: string,
  body: () => Promise<void>,
): Promise<void> {
  const found = await execute(
    `select "name" from main.sqlite_schema where "type" = 'table' and "name" in ('sqlite_stat1', 'sqlite_stat4')`,
  );
  const statistics = found.map(({ name }) => `main.${quoteColumn(String(name))}`);
  for (const kept of statistics) {
    await execute(
      `update ${kept} set "tbl" = ${quoteString(scratch)} where "tbl" = ${quoteString(table)} collate nocase`,
    );
  }
  await body();
  for (const kept of statistics) {
    await execute(`update ${kept} set "tbl" = ${quoteString(table)} where "tbl" = ${quoteString(scratch)}`);
    await execute(
      `delete from ${kept} where "tbl" = ${quoteString(table)} and "idx" <> "tbl"
      and "idx" not in (select "name" from main.sqlite_schema where "type" = 'index')`,
    );
  }
}
