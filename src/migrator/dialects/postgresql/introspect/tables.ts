import type { Column, Index, Table, Trigger } from '../../../model/schema.ts';
import type { Catalog } from './catalog.ts';
import type { Constraints } from './constraints.ts';

/** What belongs to tables, by their oid. */
export interface TableParts {
  columns: ReadonlyMap<string, Column[]>;
  constraints: ReadonlyMap<string, Constraints>;
  indexes: ReadonlyMap<string, Index[]>;
  triggers: ReadonlyMap<string, Trigger[]>;
}

/** The tables, partitioned ones among them; a partition is a part of its table. */
export async function readTables(catalog: Catalog, parts: TableParts): Promise<Table[]> {
  const rows = await catalog.execute(`
    select c.oid::text as "oid", ${catalog.name('n.nspname', 'c.relname')} as "name",
      obj_description(c.oid, 'pg_class') as "comment"
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence <> 't'
      and ${catalog.contains('n.nspname', 'pg_class', 'c.oid')}`);
  return rows.map((row) => {
    const oid = String(row.oid);
    const constraints = parts.constraints.get(oid);
    return {
      name: String(row.name),
      columns: parts.columns.get(oid) ?? [],
      primaryKey: constraints?.primaryKey,
      indexes: parts.indexes.get(oid) ?? [],
      checks: constraints?.checks ?? [],
      foreignKeys: constraints?.foreignKeys ?? [],
      triggers: parts.triggers.get(oid) ?? [],
      ...(typeof row.comment === 'string' && { comment: row.comment }),
    };
  });
}
