import { quoteString } from '../../model/quote.ts';
import type { Execute } from '../../run/execute.ts';

/** A table as the catalog and the statistics of the transaction know it. */
export interface TableAccount {
  oid: number;
  /** With its schema, where that is not the current one. */
  name: string;
  /** Of a partition the table that it is a part of, else itself: rows may move between partitions. */
  root: number;
  /** The file of its rows: another one after `truncate`, and after a rewrite; 0 where partitions hold the rows. */
  file: number;
  /** Inserted and deleted by this session since its statistics were last sent, which never happens in a transaction. */
  inserted: number;
  deleted: number;
  /** Stored columns by their number, which a rename keeps and nothing uses again. */
  columns: Map<number, string>;
}

/**
 * Reads every ordinary table from the catalogs; no table is locked or scanned.
 *
 * @param historyTable Left out.
 */
export async function readTableAccounts(
  execute: Execute,
  historyTable: string,
): Promise<Map<number, TableAccount>> {
  const rows = await execute(`
    select c.oid::bigint::text as oid,
           case when n.nspname = current_schema() then c.relname else n.nspname || '.' || c.relname end as name,
           coalesce(pg_partition_root(c.oid), c.oid)::oid::bigint::text as root,
           c.relfilenode::bigint::text as file,
           pg_stat_get_xact_tuples_inserted(c.oid)::text as inserted,
           pg_stat_get_xact_tuples_deleted(c.oid)::text as deleted,
           coalesce(json_object_agg(a.attnum, a.attname) filter (where a.attnum is not null), '{}')::text as columns
      from pg_class as c
      join pg_namespace as n on n.oid = c.relnamespace
      left join pg_attribute as a
        on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relkind in ('r', 'p') and c.relpersistence <> 't'
       and n.nspname not in ('pg_catalog', 'information_schema')
       and ${quoteString(historyTable)} not in (c.relname, n.nspname || '.' || c.relname)
     group by c.oid, n.nspname, c.relname, c.relfilenode`);
  return new Map(
    rows.map((row) => {
      const columns = Object.entries(JSON.parse(String(row.columns)) as Record<string, string>);
      const oid = Number(row.oid);
      return [
        oid,
        {
          oid,
          name: String(row.name),
          root: Number(row.root),
          file: Number(row.file),
          inserted: Number(row.inserted),
          deleted: Number(row.deleted),
          columns: new Map(columns.map(([number, name]) => [Number(number), name])),
        },
      ];
    }),
  );
}
