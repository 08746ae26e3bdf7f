import type { Column } from '../../../model/schema.ts';
import { type Catalog, groupBy } from './catalog.ts';

/** The columns of every table, by the table's oid, in their order. */
export async function readColumns(catalog: Catalog): Promise<Map<string, Column[]>> {
  const rows = await catalog.execute(`
    select a.attrelid::text as "table", a.attname as "name", format_type(a.atttypid, a.atttypmod) as "type",
      not a.attnotnull as "nullable", a.attidentity <> '' as "isIdentity", a.attgenerated as "generated",
      pg_get_expr(d.adbin, d.adrelid) as "expression", col_description(a.attrelid, a.attnum) as "comment",
      case when a.attcollation <> t.typcollation then l.collname end as "collation",
      exists (select 1 from pg_depend s join pg_class q on q.oid = s.objid and q.relkind = 'S'
        where s.classid = 'pg_class'::regclass and s.refclassid = 'pg_class'::regclass
          and s.refobjid = a.attrelid and s.refobjsubid = a.attnum and s.deptype = 'a') as "ownsSequence"
    from pg_attribute a
      join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p')
      join pg_namespace n on n.oid = c.relnamespace
      join pg_type t on t.oid = a.atttypid
      left join pg_collation l on l.oid = a.attcollation
      left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attnum > 0 and not a.attisdropped and ${catalog.contains('n.nspname', 'pg_class', 'c.oid')}
    order by a.attnum`);
  return new Map(
    [...groupBy(rows, 'table')].map(([table, columns]) => [table, columns.map(readColumn)] as const),
  );
}

function readColumn(row: Record<string, unknown>): Column {
  const expression = typeof row.expression === 'string' ? row.expression : undefined;
  const isGenerated = row.generated === 's' || row.generated === 'v';
  // A `serial` column is an integer whose default draws from a sequence that it owns: the older way to say identity.
  const isSerial = row.ownsSequence === true && expression?.startsWith('nextval(') === true;
  return {
    name: String(row.name),
    type: String(row.type),
    nullable: row.nullable === true,
    ...(expression !== undefined && !isGenerated && !isSerial && { default: expression }),
    ...((row.isIdentity === true || isSerial) && { autoIncrement: true }),
    ...(expression !== undefined &&
      isGenerated && { generated: { expression, stored: row.generated === 's' } }),
    ...(typeof row.collation === 'string' && { collation: row.collation }),
    ...(typeof row.comment === 'string' && { comment: row.comment }),
  };
}
