import { quoteColumn, quoteString } from '../../model/quote.ts';
import type { Execute } from '../../run/execute.ts';
import { type TableName, tableSql } from '../demand.ts';
import type { Probe } from '../probe.ts';

const NUMBERS = `'smallint', 'integer', 'bigint', 'numeric', 'real', 'double precision'`;

/** Longest that one query may take: the transaction it explains holds locks that others wait for. */
const STATEMENT_TIMEOUT = '30s';

/** Asks PostgreSQL. Each query gets a savepoint: a transaction in which one fails takes no further statement. */
export function postgresqlProbe(execute: Execute): Probe {
  const ask = (sql: string) => inSavepoint(execute, () => execute(sql));
  return {
    ask,
    literal: (sql) =>
      `case when pg_typeof(${sql})::text in (${NUMBERS}) then (${sql})::text else quote_nullable((${sql})::text) end`,
    async keyOf(table: TableName) {
      const rows = await ask(`
        select a.attname as "name"
        from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
        where i.indrelid = ${quoteString(tableSql(table))}::regclass and i.indisprimary
        order by array_position(i.indkey::int2[], a.attnum)`);
      const key = (rows ?? []).map((row) => quoteColumn(String(row.name)));
      return key.length > 0 ? key : ['ctid'];
    },
  };
}

/** Does `work` and undoes it; undefined where it failed. Outside a transaction there is nothing to undo. */
export async function inSavepoint<T>(execute: Execute, work: () => Promise<T>): Promise<T | undefined> {
  const isTransaction = await execute('savepoint "diagnosis"').then(
    () => true,
    () => false,
  );
  try {
    if (isTransaction) {
      await execute(`set local statement_timeout = '${STATEMENT_TIMEOUT}'`);
    }
    return await work();
  } catch {
    return undefined;
  } finally {
    if (isTransaction) {
      await execute('rollback to savepoint "diagnosis"');
      await execute('release savepoint "diagnosis"');
    }
  }
}
