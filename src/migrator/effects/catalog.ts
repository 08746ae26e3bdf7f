import type { Execute } from '../run/execute.ts';

/** A column as the catalog has it. */
export interface CatalogColumn {
  /** As `pg_type.typname`: `int4`. */
  type: string;
  typmod: number;
  notNull: boolean;
}

/** A constraint as the catalog has it. */
export interface CatalogConstraint {
  name: string;
  /** As `pg_constraint.contype`. */
  kind: string;
  columns: string[];
  /** The table that a foreign key refers to. */
  refersTo: string | undefined;
  /** Its columns there. */
  keys: string[];
  /** What a deleted row of that table does to rows here, as `pg_constraint.confdeltype`. */
  onDelete: string;
  validated: boolean;
  /** As `pg_get_constraintdef` prints it. */
  definition: string;
}

/** A table as the catalog has it. */
export interface CatalogTable {
  columns: Map<string, CatalogColumn>;
  constraints: CatalogConstraint[];
  /** Whether it has no rows of its own: its partitions have them. */
  isPartitioned: boolean;
  /** Partitions, and tables that inherit from it. */
  children: string[];
}

/** What the effect of a statement depends on, beside the statement. Names have their schema where that is not the current one. */
export interface Catalog {
  schema: string;
  tables: ReadonlyMap<string, CatalogTable>;
  /** The table of each index. */
  indexes: ReadonlyMap<string, string>;
  /** As `pg_type.typtype`, by name. */
  types: ReadonlyMap<string, string>;
  /** As `pg_proc.provolatile`, by name; several letters where functions of one name differ. */
  functions: ReadonlyMap<string, string>;
  /** Pairs of types, `text>varchar`, whose values are stored alike. */
  binaryCasts: ReadonlySet<string>;
}

const NAME = `case when n.nspname = current_schema() then c.relname else n.nspname || '.' || c.relname end`;
const OURS = `n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)'`;

/** Reads the catalog of a PostgreSQL database. Locks no table of the application. */
export async function readCatalog(execute: Execute): Promise<Catalog> {
  const [current] = await execute('select current_schema() as name');
  const columns = await execute(`
    select ${NAME} as "table", a.attname as name, c.relkind as kind, t.typname as type, a.atttypmod as typmod, a.attnotnull as required
      from pg_class as c
      join pg_namespace as n on n.oid = c.relnamespace
      left join pg_attribute as a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      left join pg_type as t on t.oid = a.atttypid
     where c.relkind in ('r', 'p') and ${OURS}
     order by c.oid, a.attnum`);
  const tables = new Map<string, CatalogTable>();
  for (const { table, name, kind, type, typmod, required } of columns) {
    const known = tables.get(String(table)) ?? {
      columns: new Map(),
      constraints: [],
      isPartitioned: kind === 'p',
      children: [],
    };
    tables.set(String(table), known);
    if (name !== null) {
      known.columns.set(String(name), {
        type: String(type),
        typmod: Number(typmod),
        notNull: required === true,
      });
    }
  }
  await readConstraints(execute, tables);
  const children = await execute(`
    select ${NAME} as child, (select ${NAME} from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
                               where c.oid = i.inhparent) as parent
      from pg_inherits as i join pg_class as c on c.oid = i.inhrelid join pg_namespace as n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p')`);
  for (const { child, parent } of children) {
    tables.get(String(parent))?.children.push(String(child));
  }
  const indexes = await execute(`
    select ${NAME} as name, (select ${NAME} from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
                              where c.oid = i.indrelid) as "table"
      from pg_index as i join pg_class as c on c.oid = i.indexrelid join pg_namespace as n on n.oid = c.relnamespace
     where ${OURS}`);
  const types = await execute('select typname as name, typtype as kind from pg_type');
  const functions = await execute(
    `select proname as name, string_agg(distinct provolatile::text, '') as volatility from pg_proc group by 1`,
  );
  const casts = await execute(`
    select s.typname as source, t.typname as target
      from pg_cast as k join pg_type as s on s.oid = k.castsource join pg_type as t on t.oid = k.casttarget
     where k.castmethod = 'b'`);
  return {
    schema: String(current?.name),
    tables,
    indexes: new Map(indexes.map(({ name, table }) => [String(name), String(table)])),
    types: new Map(types.map(({ name, kind }) => [String(name), String(kind)])),
    functions: new Map(functions.map(({ name, volatility }) => [String(name), String(volatility)])),
    binaryCasts: new Set(casts.map(({ source, target }) => `${source}>${target}`)),
  };
}

async function readConstraints(execute: Execute, tables: Map<string, CatalogTable>): Promise<void> {
  const rows = await execute(`
    select ${NAME} as "table", k.conname as name, k.contype as kind, k.convalidated as validated,
           k.confdeltype as on_delete, pg_get_constraintdef(k.oid) as definition,
           (select ${NAME} from pg_class as c join pg_namespace as n on n.oid = c.relnamespace
             where c.oid = k.confrelid) as refers_to,
           (select json_agg(a.attname) from pg_attribute as a
             where a.attrelid = k.conrelid and a.attnum = any (k.conkey))::text as columns,
           (select json_agg(a.attname) from pg_attribute as a
             where a.attrelid = k.confrelid and a.attnum = any (k.confkey))::text as keys
      from pg_constraint as k join pg_class as c on c.oid = k.conrelid join pg_namespace as n on n.oid = c.relnamespace
     where ${OURS}`);
  for (const row of rows) {
    tables.get(String(row.table))?.constraints.push({
      name: String(row.name),
      kind: String(row.kind),
      columns: JSON.parse(String(row.columns ?? '[]')) as string[],
      refersTo: row.refers_to === null ? undefined : String(row.refers_to),
      keys: JSON.parse(String(row.keys ?? '[]')) as string[],
      onDelete: String(row.on_delete),
      validated: row.validated === true,
      definition: String(row.definition),
    });
  }
}

/** The name of a relation as the catalog is read. */
export function relationName(catalog: Catalog, name: string, schema: string | undefined): string {
  return schema === undefined || schema === catalog.schema ? name : `${schema}.${name}`;
}

/** A table and everything that inherits from it. */
export function withChildren(catalog: Catalog, table: string): string[] {
  const children = catalog.tables.get(table)?.children ?? [];
  return [table, ...children.flatMap((child) => withChildren(catalog, child))];
}

/** Foreign keys of other tables, and of the table itself, that refer to `table`. */
export function referencing(
  catalog: Catalog,
  table: string,
): { table: string; constraint: CatalogConstraint }[] {
  return [...catalog.tables].flatMap(([name, { constraints }]) =>
    constraints
      .filter(({ refersTo }) => refersTo === table)
      .map((constraint) => ({ table: name, constraint })),
  );
}
