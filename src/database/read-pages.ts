import type { SqlEntityManager } from '@mikro-orm/sql';
import { dialectOf } from './dialect.ts';
import { type Link, linkedTo } from './link.ts';
import { PageQuery, type PageRequest, type PageRows, unionOf } from './page.ts';
import { read } from './read.ts';
import type { RowMap } from './row-map.ts';
import type { Sql } from './sql.ts';
import { sql } from './sql-template.ts';

/** Reads a page in one statement, whose cost depends on the size of the page and not on where it lies. */
export async function readPage<Entity extends object>(
  em: SqlEntityManager,
  rowMap: RowMap<Entity>,
  request: PageRequest<Entity>,
): Promise<PageRows<Entity>> {
  const query = new PageQuery(em, rowMap, request);
  return query.read(await read(em, query.statement()));
}

/** The column that says whose page a row belongs to. */
const PARENT = '_parent';

/**
 * Reads the same page of many lists in one statement: of those rows that `link` leads from to each of `parents`.
 * Each page is found through an index as a single one would be.
 *
 * @returns A page for each of `parents`, in their order.
 */
export async function readPages<Entity extends object>(
  em: SqlEntityManager,
  rowMap: RowMap<Entity>,
  request: PageRequest<Entity>,
  link: Link,
  parents: readonly string[],
): Promise<PageRows<Entity>[]> {
  const query = new PageQuery(em, rowMap, request);
  const statement =
    dialectOf(em) === 'sqlite' ? inSqlite(query, link, parents) : inPostgresql(query, link, parents);
  const found = parents.map((): Record<string, unknown>[] => []);
  for (const row of await read(em, statement)) {
    found[Number(row[PARENT])]?.push(row);
  }
  return found.map((rows) => query.read(rows));
}

function inPostgresql<Entity extends object>(
  query: PageQuery<Entity>,
  link: Link,
  parents: readonly string[],
): Sql {
  const page = query.statement(linkedTo(query.rowMap.table, link, sql.ref('parent.id')));
  return sql`select "parent"."n" - 1 as ${sql.ref(PARENT)}, "page".*
    from unnest(${parents}::uuid[]) with ordinality as "parent"("id", "n") cross join lateral (${page}) as "page"
    order by "parent"."n", ${sql.join(query.order())}`;
}

/** SQLite has no lateral join, but looks up what a subquery finds for each parent. */
function inSqlite<Entity extends object>(
  query: PageQuery<Entity>,
  link: Link,
  parents: readonly string[],
): Sql {
  const { table } = query.rowMap;
  const within = linkedTo(table, link, sql.ref('parent.value'));
  const side = (isBehind: 0 | 1): Sql => sql`select "parent"."key" as ${sql.ref(PARENT)}, ${sql.join(
    query.selected('row', query.isTwoSided ? isBehind : undefined),
  )} from json_each(${JSON.stringify(parents)}) as "parent" cross join ${sql.ref(table)} as "row"
    where "row"."id" in (${unionOf(query.parts([sql.ref('id')], isBehind === 1, within))})`;
  const sides = query.isTwoSided ? [side(0), side(1)] : [side(0)];
  return sql`select * from (${sql.join(sides, ' union all ')}) order by ${sql.ref(PARENT)}, ${sql.join(query.order())}`;
}
