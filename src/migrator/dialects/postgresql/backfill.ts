import { quoteName, quoteString } from '../../model/quote.ts';
import { countLeft } from '../../run/backfill/statements.ts';
import type { BackfillDialect } from '../../run/migration-database.ts';

/** Longest that counting may take, only to say how far a backfill is. */
const COUNT_TIMEOUT = '5s';

/** Whether the planner may read a table in another order than that of an index. */
function planWith(value: 'on' | 'off'): string {
  const settings = ['enable_seqscan', 'enable_bitmapscan', 'enable_sort'];
  return `select ${settings.map((name) => `set_config('${name}', '${value}', true)`).join(', ')}`;
}

/** What a PostgreSQL database tells of a table whose rows are changed batch by batch. */
export const postgresqlBackfills: BackfillDialect = {
  async readKeys(execute, table) {
    const regclass = `to_regclass(${quoteString(quoteName(table))})`;
    const [found] = await execute(`select ${regclass} is not null as there`);
    if (found?.there !== true) {
      return undefined;
    }
    const rows = await execute(`
      select i.indisprimary as "primary", bool_or(not a.attnotnull) as nullable,
             json_agg(a.attname order by k.place)::text as columns
        from pg_index as i
       cross join lateral unnest(i.indkey::int2[]) with ordinality as k (number, place)
        join pg_attribute as a on a.attrelid = i.indrelid and a.attnum = k.number
       where i.indrelid = ${regclass} and k.place <= i.indnkeyatts
         and i.indisunique and i.indisvalid and i.indpred is null and i.indexprs is null
       group by i.indexrelid, i.indisprimary
       order by i.indisprimary desc, i.indexrelid`);
    return rows.map((row) => ({
      columns: JSON.parse(String(row.columns)) as string[],
      primary: row.primary === true,
      nullable: row.nullable === true,
    }));
  },

  async estimate(execute, backfill) {
    await execute('savepoint migrator_count');
    await execute(`set local statement_timeout = '${COUNT_TIMEOUT}'`);
    // Too many to count, or a condition that is wrong: the first batch says what.
    const counted = await execute(countLeft(backfill)).catch(() => undefined);
    await execute('rollback to savepoint migrator_count');
    await execute('release savepoint migrator_count');
    const rows =
      counted ??
      (await execute(
        `select greatest(reltuples, 0)::float8 as rows from pg_class where oid = to_regclass(${quoteString(quoteName(backfill.table))})`,
      ));
    return Number(rows[0]?.rows ?? 0);
  },

  async inKeyOrder(execute, sql) {
    // A column that is new has no statistics: PostgreSQL then takes few rows for unchanged, and would read and sort the
    // whole table for each batch instead of following the key.
    await execute(planWith('off'));
    const rows = await execute(sql);
    await execute(planWith('on'));
    return rows;
  },

  async mayLoseRows() {
    // The statistics of the transaction count deletes of every kind and cost next to nothing.
    return true;
  },
};
