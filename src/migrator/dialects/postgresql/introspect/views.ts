import type { Index, View } from '../../../model/schema.ts';
import type { Catalog } from './catalog.ts';

/** The views and materialized views. Whether one of the latter holds data is no part of the schema. */
export async function readViews(catalog: Catalog, indexes: ReadonlyMap<string, Index[]>): Promise<View[]> {
  const rows = await catalog.execute(`
    select c.oid::text as "oid", ${catalog.name('n.nspname', 'c.relname')} as "name", c.relkind = 'm' as "materialized",
      pg_get_viewdef(c.oid) as "definition"
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('v', 'm') and ${catalog.contains('n.nspname', 'pg_class', 'c.oid')}`);
  return rows.map((row) => ({
    name: String(row.name),
    materialized: row.materialized === true,
    definition: String(row.definition).trim().replace(/;$/, ''),
    indexes: indexes.get(String(row.oid)) ?? [],
  }));
}
