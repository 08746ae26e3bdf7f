import { quoteColumn, quoteString } from '../../model/quote.ts';
import type { Execute } from '../../run/execute.ts';
import type { TableName } from '../demand.ts';
import type { Probe } from '../probe.ts';

/** Asks SQLite, where a query that fails leaves the transaction as it was. */
export function sqliteProbe(execute: Execute): Probe {
  const ask = (sql: string) => execute(sql).catch(() => undefined);
  return {
    ask,
    literal: (sql) => `quote(${sql})`,
    async keyOf(table: TableName) {
      const name = quoteString(table.at(-1) ?? '');
      const rows = await ask(`select "name" from pragma_table_info(${name}) where "pk" > 0 order by "pk"`);
      const key = (rows ?? []).map((row) => quoteColumn(String(row.name)));
      return key.length > 0 ? key : ['rowid'];
    },
  };
}
