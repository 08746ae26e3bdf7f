import type { Connection } from './connection.ts';
import { BOOKKEEPING } from './connection.ts';

const HERE = 'c.relnamespace = current_schema()::regnamespace';

/** Each query gives one line per object: the table it belongs to, and its whole definition. */
const QUERIES = [
  // Tables and their columns. A not-null constraint that was never validated is no not-null.
  `select c.relname as owner, format('column %s.%s %s%s%s%s%s%s%s', c.relname, a.attname,
      format_type(a.atttypid, a.atttypmod),
      case when a.attnotnull and not exists (
        select from pg_constraint n where n.conrelid = c.oid and n.contype = 'n' and n.conkey = array[a.attnum]
          and not n.convalidated) then ' not null' else '' end,
      coalesce(' default ' || case when a.attgenerated = '' then pg_get_expr(d.adbin, d.adrelid) end, ''),
      coalesce(' generated ' || nullif(a.attgenerated, '')::text || ' ' || pg_get_expr(d.adbin, d.adrelid), ''),
      coalesce(' identity ' || nullif(a.attidentity, '')::text, ''),
      coalesce(' collate ' || (select collname from pg_collation l where l.oid = a.attcollation
        and l.oid <> (select typcollation from pg_type t where t.oid = a.atttypid)), ''),
      coalesce(' comment ' || quote_literal(col_description(c.oid, a.attnum)), '')) as line
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where ${HERE} and c.relkind in ('r', 'p')`,
  `select c.relname as owner, format('table %s%s%s', c.relname,
      case when c.relrowsecurity then ' row level security' else '' end,
      coalesce(' comment ' || quote_literal(obj_description(c.oid, 'pg_class')), '')) as line
    from pg_class c where ${HERE} and c.relkind in ('r', 'p')`,
  `select c.relname as owner, format('constraint %s on %s: %s', k.conname, c.relname, pg_get_constraintdef(k.oid)) as line
    from pg_class c join pg_constraint k on k.conrelid = c.oid and k.contype <> 'n' where ${HERE}`,
  `select c.relname as owner, format('index %s%s', pg_get_indexdef(i.indexrelid),
      case when i.indisvalid then '' else ' INVALID' end) as line
    from pg_class c join pg_index i on i.indrelid = c.oid where ${HERE}`,
  `select coalesce(t.relname, c.relname) as owner, format('sequence %s as %s owned by %s.%s', c.relname,
      format_type(s.seqtypid, null), t.relname, a.attname) as line
    from pg_class c join pg_sequence s on s.seqrelid = c.oid
      left join pg_depend d on d.objid = c.oid and d.classid = 'pg_class'::regclass and d.deptype in ('a', 'i')
      left join pg_class t on t.oid = d.refobjid
      left join pg_attribute a on a.attrelid = t.oid and a.attnum = d.refobjsubid where ${HERE}`,
  `select c.relname as owner, format('view %s %s as %s', c.relkind, c.relname, pg_get_viewdef(c.oid)) as line
    from pg_class c where ${HERE} and c.relkind in ('v', 'm')`,
  `select c.relname as owner, format('trigger %s %s', pg_get_triggerdef(t.oid), t.tgenabled) as line
    from pg_class c join pg_trigger t on t.tgrelid = c.oid and not t.tgisinternal where ${HERE}`,
  `select c.relname as owner, format('policy %s on %s %s %s using %s check %s', p.polname, c.relname, p.polcmd,
      p.polpermissive, pg_get_expr(p.polqual, c.oid), pg_get_expr(p.polwithcheck, c.oid)) as line
    from pg_class c join pg_policy p on p.polrelid = c.oid where ${HERE}`,
];

const SCHEMA_QUERIES = [
  `select format('enum %s %s', t.typname, string_agg(quote_literal(e.enumlabel), ',' order by e.enumsortorder)) as line
    from pg_type t join pg_enum e on e.enumtypid = t.oid
    where t.typnamespace = current_schema()::regnamespace group by t.typname`,
  `select format('function %s', pg_get_functiondef(p.oid)) as line from pg_proc p
    where p.pronamespace = current_schema()::regnamespace and p.prokind = 'f'`,
];

/** Everything that PostgreSQL knows of the current schema, one line per object, sorted; the migrator's own apart. */
export async function postgresCatalog(connection: Connection): Promise<string[]> {
  const lines: string[] = [];
  for (const query of QUERIES) {
    for (const { owner, line } of await connection.query(query)) {
      if (!BOOKKEEPING.test(owner ?? '')) {
        lines.push(line ?? '');
      }
    }
  }
  for (const query of SCHEMA_QUERIES) {
    lines.push(...(await connection.query(query)).map(({ line }) => line ?? ''));
  }
  return lines.sort();
}
