import { byName } from '../../../model/order.ts';
import type { Index } from '../../../model/schema.ts';
import { type Catalog, groupBy } from './catalog.ts';

/** A partitioned table's index is one `on only` it; for the model it is like any other. */
const DEFINITION = `replace(pg_get_indexdef(i.indexrelid), ' ON ONLY ', ' ON ')`;

/**
 * The indexes of every table and materialized view, by its oid, but for those of primary keys and exclusion
 * constraints. Each is the whole statement that PostgreSQL gives for it: methods, operator classes, orders,
 * included columns, storage and predicate are in it.
 */
export async function readIndexes(catalog: Catalog): Promise<Map<string, Index[]>> {
  const rows = await catalog.execute(`
    select i.indrelid::text as "table", x.relname as "name", i.indisunique as "unique", i.indisvalid as "isValid",
      ${catalog.unqualified(DEFINITION, 'ON', 'n.nspname')} as "statement"
    from pg_index i
      join pg_class x on x.oid = i.indexrelid
      join pg_class c on c.oid = i.indrelid
      join pg_namespace n on n.oid = c.relnamespace
    where not i.indisprimary and not i.indisexclusion and ${catalog.contains('n.nspname', 'pg_class', 'c.oid')}`);
  return new Map(
    [...groupBy(rows, 'table')].map(([table, own]) => [table, own.map(readIndex).sort(byName)] as const),
  );
}

function readIndex(row: Record<string, unknown>): Index {
  return {
    name: String(row.name),
    unique: row.unique === true,
    parts: [],
    statement: String(row.statement),
    ...(row.isValid !== true && { invalid: true }),
  };
}
