import type { NativeEnum } from '../../../model/schema.ts';
import type { Catalog } from './catalog.ts';

/** The enum types, each with its values in the order in which they sort. */
export async function readEnums(catalog: Catalog): Promise<NativeEnum[]> {
  const rows = await catalog.execute(`
    select ${catalog.name('n.nspname', 't.typname')} as "name",
      array(select e.enumlabel::text from pg_enum e where e.enumtypid = t.oid order by e.enumsortorder) as "items"
    from pg_type t join pg_namespace n on n.oid = t.typnamespace
    where t.typtype = 'e' and ${catalog.contains('n.nspname', 'pg_type', 't.oid')}`);
  return rows.map((row) => ({
    name: String(row.name),
    items: Array.isArray(row.items) ? row.items.map(String) : [],
  }));
}
