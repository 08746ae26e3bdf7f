import { quoteString } from '../../model/quote.ts';
import type { UniqueKey } from '../../run/backfill/key.ts';
import { countLeft } from '../../run/backfill/statements.ts';
import type { Execute } from '../../run/execute.ts';
import type { BackfillDialect } from '../../run/migration-database.ts';

/** What an SQLite database tells of a table whose rows are changed batch by batch. */
export const sqliteBackfills: BackfillDialect = {
  async readKeys(execute, table) {
    const columns = await execute(
      `select name, pk, "notnull" as required from pragma_table_info(${quoteString(table)})`,
    );
    if (columns.length === 0) {
      return undefined;
    }
    const required = new Set(
      columns.filter((column) => column.required === 1).map(({ name }) => String(name)),
    );
    const primary = columns
      .filter(({ pk }) => Number(pk) > 0)
      .sort((a, b) => Number(a.pk) - Number(b.pk))
      .map(({ name }) => String(name));
    const keyOf = (names: string[], isPrimary: boolean): UniqueKey => ({
      columns: names,
      primary: isPrimary,
      // A primary key may be null in SQLite, for compatibility with itself (manual, "CREATE TABLE").
      nullable: names.some((name) => !required.has(name)),
    });
    const others = await readUniqueIndexes(execute, table);
    return [
      ...(primary.length === 0 ? [] : [keyOf(primary, true)]),
      ...others.map((names) => keyOf(names, false)),
    ];
  },

  async estimate(execute, backfill) {
    const rows = await execute(countLeft(backfill));
    return Number(rows[0]?.rows);
  },

  inKeyOrder: (execute, sql) => execute(sql),

  async mayLoseRows(execute) {
    // To count every table around every batch costs; only these make an update delete rows.
    const rows = await execute(
      `select 1 from sqlite_schema where type = 'trigger' or (type = 'table' and sql like '%replace%') limit 1`,
    );
    return rows.length > 0;
  },
};

async function readUniqueIndexes(execute: Execute, table: string): Promise<string[][]> {
  const rows = await execute(
    `select l.name as "index", i.name as "column" from pragma_index_list(${quoteString(table)}) as l, pragma_index_info(l.name) as i
      where l."unique" = 1 and l.partial = 0 and l.origin <> 'pk' order by l.seq, i.seqno`,
  );
  const indexes = new Map<string, unknown[]>();
  for (const { index, column } of rows) {
    indexes.set(String(index), [...(indexes.get(String(index)) ?? []), column]);
  }
  // An expression has no name.
  return [...indexes.values()]
    .filter((columns) => columns.every((column) => column !== null))
    .map((columns) => columns.map(String));
}
