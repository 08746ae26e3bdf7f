import { quoteColumn, quoteString } from '../../model/quote.ts';
import { type DemandOf, tableSql } from '../demand.ts';
import type { Probe } from '../probe.ts';

const WHAT = { p: 'primary key', u: 'constraint' } as const;

/**
 * What a change of a column's type asks of the rows through the unique indexes of the column, which it builds anew:
 * values that differ now ('1' and '01') may be one after the conversion. Indexes on expressions are left out.
 */
export async function uniqueAfterConversion(
  probe: Probe,
  { table, column, type, using }: DemandOf<'type'>,
): Promise<DemandOf<'unique'>[]> {
  const rows = await probe.ask(`
    select r.relname as "name", k.contype as "constraint", not i.indnullsnotdistinct as "nullsDistinct",
      pg_get_expr(i.indpred, i.indrelid) as "where",
      array(select a.attname::text from unnest(i.indkey[0:i.indnkeyatts - 1]) with ordinality as key (attnum, position)
        join pg_attribute a on a.attrelid = i.indrelid and a.attnum = key.attnum order by key.position) as "columns"
    from pg_index i join pg_class r on r.oid = i.indexrelid
      left join pg_constraint k on k.conindid = i.indexrelid and k.contype in ('p', 'u')
    where i.indrelid = ${quoteString(tableSql(table))}::regclass and i.indisunique and i.indexprs is null
    order by r.relname`);
  const converted = `(${using ?? `${quoteColumn(column)}::${type}`})`;
  return (rows ?? []).flatMap((row) => {
    const columns = Array.isArray(row.columns) ? row.columns.map(String) : [];
    if (!columns.includes(column)) {
      return [];
    }
    return {
      kind: 'unique',
      table,
      name: String(row.name),
      what: row.constraint === 'p' || row.constraint === 'u' ? WHAT[row.constraint] : 'index',
      parts: columns.map((name) => (name === column ? converted : quoteColumn(name))),
      where: typeof row.where === 'string' ? row.where : undefined,
      nullsDistinct: row.nullsDistinct === true,
    };
  });
}
