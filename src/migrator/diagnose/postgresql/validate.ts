import { NEW } from '../../dialects/postgresql/online/temporary-name.ts';
import { withoutParentheses } from '../../model/parentheses.ts';
import { quoteString } from '../../model/quote.ts';
import { type Demand, type DemandOf, tableSql } from '../demand.ts';
import type { Probe } from '../probe.ts';

/** What proves a column for `set not null`, as PostgreSQL prints it. */
const IS_NOT_NULL = /^\((?:\w+|"(?:[^"]|"")+") IS NOT NULL\)$/;

/** What `validate constraint` asks of the rows: the demand of the constraint that exists, not yet validated. */
export async function readConstraint(
  probe: Probe,
  { table, name: current }: DemandOf<'validate'>,
): Promise<Demand | undefined> {
  // What is to replace a constraint goes by its name.
  const name = current.endsWith(NEW) ? current.slice(0, -NEW.length) : current;
  const rows = await probe.ask(`
    select c.contype as "type", pg_get_expr(c.conbin, c.conrelid) as "expression",
      array(select a.attname::text from unnest(c.conkey) with ordinality as k (attnum, position)
        join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.attnum order by k.position) as "columns",
      array(select a.attname::text from unnest(c.confkey) with ordinality as k (attnum, position)
        join pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.attnum order by k.position) as "referencedColumns",
      n.nspname as "schema", r.relname as "referencedTable",
      pg_table_is_visible(r.oid) as "isVisible"
    from pg_constraint c
      left join pg_class r on r.oid = c.confrelid
      left join pg_namespace n on n.oid = r.relnamespace
    where c.conrelid = ${quoteString(tableSql(table))}::regclass and c.conname = ${quoteString(current)}`);
  const row = rows?.[0];
  if (row === undefined) {
    return undefined;
  }
  const columns = texts(row.columns);
  const [column] = columns;
  if (row.type === 'n' && column !== undefined) {
    return { kind: 'notNull', table, column };
  }
  if (row.type === 'c') {
    if (column !== undefined && columns.length === 1 && IS_NOT_NULL.test(String(row.expression))) {
      return { kind: 'notNull', table, column };
    }
    return { kind: 'check', table, name, expression: withoutParentheses(String(row.expression)) };
  }
  if (row.type === 'f') {
    const referencedTable = [...(row.isVisible ? [] : [String(row.schema)]), String(row.referencedTable)];
    const referencedColumns = texts(row.referencedColumns);
    return { kind: 'foreignKey', table, name, columns, referencedTable, referencedColumns };
  }
  return undefined;
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
