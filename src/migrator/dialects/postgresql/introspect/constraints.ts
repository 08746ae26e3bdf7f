import { byName } from '../../../model/order.ts';
import { withoutParentheses } from '../../../model/parentheses.ts';
import type { Check, ForeignKey, PrimaryKey } from '../../../model/schema.ts';
import { type Catalog, groupBy } from './catalog.ts';

/** The constraints of one table, but for unique ones, which are read as indexes. */
export interface Constraints {
  primaryKey: PrimaryKey | undefined;
  checks: Check[];
  foreignKeys: ForeignKey[];
}

/** `pg_constraint.confupdtype` and `confdeltype`; `no action` is what is done when nothing is said. */
const ACTIONS: Record<string, string | undefined> = {
  r: 'restrict',
  c: 'cascade',
  n: 'set null',
  d: 'set default',
};

/** The constraints of every table, by the table's oid. */
export async function readConstraints(catalog: Catalog): Promise<Map<string, Constraints>> {
  const columns = (key: string, table: string) => `array(
      select a.attname::text from unnest(o.${key}) with ordinality as k (attnum, position)
        join pg_attribute a on a.attrelid = o.${table} and a.attnum = k.attnum order by k.position)`;
  const rows = await catalog.execute(`
    select o.conrelid::text as "table", o.contype as "type", o.conname as "name", o.convalidated as "isValid",
      pg_get_expr(o.conbin, o.conrelid) as "expression", ${columns('conkey', 'conrelid')} as "columns",
      ${columns('confkey', 'confrelid')} as "referencedColumns",
      ${catalog.name('m.nspname', 'r.relname')} as "referencedTable",
      o.confupdtype as "onUpdate", o.confdeltype as "onDelete", o.condeferrable as "isDeferrable",
      o.condeferred as "isDeferred"
    from pg_constraint o
      join pg_class c on c.oid = o.conrelid
      join pg_namespace n on n.oid = c.relnamespace
      left join pg_class r on r.oid = o.confrelid
      left join pg_namespace m on m.oid = r.relnamespace
    where o.contype in ('p', 'c', 'f') and o.conparentid = 0 and ${catalog.contains('n.nspname', 'pg_class', 'c.oid')}`);
  return new Map([...groupBy(rows, 'table')].map(([table, own]) => [table, readAll(own)] as const));
}

function readAll(rows: readonly Record<string, unknown>[]): Constraints {
  const ofType = (type: string) => rows.filter((row) => row.type === type);
  const [primaryKey] = ofType('p');
  return {
    primaryKey: primaryKey && { name: String(primaryKey.name), columns: texts(primaryKey.columns) },
    checks: ofType('c').map(readCheck).sort(byName),
    foreignKeys: ofType('f').map(readForeignKey).sort(byName),
  };
}

function readCheck(row: Record<string, unknown>): Check {
  return {
    name: String(row.name),
    expression: withoutParentheses(String(row.expression)),
    ...(row.isValid !== true && { invalid: true }),
  };
}

function readForeignKey(row: Record<string, unknown>): ForeignKey {
  const onUpdate = ACTIONS[String(row.onUpdate)];
  const onDelete = ACTIONS[String(row.onDelete)];
  return {
    name: String(row.name),
    columns: texts(row.columns),
    referencedTable: String(row.referencedTable),
    referencedColumns: texts(row.referencedColumns),
    ...(onUpdate !== undefined && { onUpdate }),
    ...(onDelete !== undefined && { onDelete }),
    ...(row.isDeferrable === true && { deferrable: row.isDeferred === true ? 'deferred' : 'immediate' }),
    ...(row.isValid !== true && { invalid: true }),
  };
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
