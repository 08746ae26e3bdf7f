import type { Execute } from '../../../run/execute.ts';

/** One entry of `sqlite_schema`. */
export interface CatalogEntry {
  type: 'table' | 'view' | 'index' | 'trigger';
  name: string;
  /** The table that it belongs to, by the name that the table itself has. */
  table: string;
  sql: string;
}

/**
 * Everything in the main database but what SQLite keeps for itself, virtual tables, and what belongs to those: the shadow
 * tables in which they keep their content (manual, "The Virtual Table Mechanism Of SQLite", section 2.19).
 */
export async function readCatalog(execute: Execute): Promise<CatalogEntry[]> {
  const rows = await execute(
    `select o."type", o."name", coalesce(t."name", o."tbl_name") as "table", o."sql"
    from main.sqlite_schema as o
    left join main.sqlite_schema as t on t."type" in ('table', 'view') and t."name" = o."tbl_name" collate nocase
    where o."sql" is not null and o."name" not like 'sqlite\\_%' escape '\\'
      and o."tbl_name" not in (select "name" from pragma_table_list where "schema" = 'main' and "type" in ('virtual', 'shadow'))
    order by o.rowid`,
  );
  return rows.map(({ type, name, table, sql }) => ({
    type: String(type) as CatalogEntry['type'],
    name: String(name),
    table: String(table),
    sql: String(sql),
  }));
}
