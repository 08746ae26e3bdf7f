import type { SqlEntityManager } from '@mikro-orm/sql';
import { dialectOf } from './dialect.ts';
import type { Embedded } from './embed.ts';
import type { Link } from './link.ts';
import { read } from './read.ts';
import type { RowMap } from './row-map.ts';
import type { OwnedCondition } from './scope.ts';
import { type Condition, isAmong, ordered, refer, type Sql } from './sql.ts';
import { sql } from './sql-template.ts';

/** How many rows of `table` meet `where`. */
export async function countRows(em: SqlEntityManager, table: string, where: OwnedCondition): Promise<number> {
  const [row] = await read(em, sql`select count(*) as "count" from ${sql.ref(table)} where ${where}`);
  // PostgreSQL's count is a bigint, which arrives as text.
  return Number(row?.count);
}

/** How many rows of `table` meet each of `conditions`, of those that meet `where`; in one statement. */
export async function countEach<Name extends string>(
  em: SqlEntityManager,
  table: string,
  where: OwnedCondition,
  conditions: Readonly<Record<Name, Condition>>,
): Promise<Record<Name, number>> {
  const names = Object.keys(conditions) as Name[];
  const counts = names.map((name) => sql`count(*) filter (where ${conditions[name]}) as ${sql.ref(name)}`);
  const [row] = await read(em, sql`select ${sql.join(counts)} from ${sql.ref(table)} where ${where}`);
  return Object.fromEntries(names.map((name) => [name, Number(row?.[name])])) as Record<Name, number>;
}

/** How many rows of `table` that meet `where` belong to each of `parents`, by `link`; in one statement. */
export async function countPerParent(
  em: SqlEntityManager,
  table: string,
  where: OwnedCondition,
  link: Link,
  parents: readonly string[],
): Promise<Map<string, number>> {
  const { through } = link;
  const parent = through ? sql.ref(`${through.table}.${through.parent}`) : sql.ref(`${table}.${link.column}`);
  const between: Sql = through
    ? sql` join ${sql.ref(through.table)} on ${sql.ref(`${through.table}.${through.own}`)} = ${sql.ref(`${table}.id`)}`
    : sql``;
  const rows = await read(
    em,
    sql`select ${parent} as "parent", count(*) as "count" from ${sql.ref(table)}${between}
      where ${where} and ${isAmong(parent, parents, dialectOf(em))} group by ${parent}`,
  );
  return new Map(rows.map((row) => [String(row.parent), Number(row.count)]));
}

/** What `rowMap.read` takes: the columns of `properties`, under their names. */
export function selected<Entity>(
  rowMap: RowMap<Entity>,
  properties: readonly (keyof Entity & string)[],
): Sql {
  return sql.join(
    properties.map((property) => sql`${refer(rowMap.column(property))} as ${sql.ref(property)}`),
  );
}

/** What else to say of the rows that are read. */
export interface RowsOptions<Entity> {
  /** What is read along under its name. */
  embedded?: readonly Embedded[];
  /** Their order; without it, none. */
  orderBy?: readonly { property: keyof Entity & string; descending?: boolean }[];
  /** How many at most. */
  limit?: number;
}

/** The rows that meet `where`, with the values of `properties`. */
export async function readRows<Entity extends object>(
  em: SqlEntityManager,
  rowMap: RowMap<Entity>,
  properties: readonly (keyof Entity & string)[],
  where: OwnedCondition,
  { embedded = [], orderBy = [], limit }: RowsOptions<Entity> = {},
): Promise<Entity[]> {
  const along = embedded.map(
    ({ name, expression }) => sql`, ${expression(rowMap.table)} as ${sql.ref(name)}`,
  );
  const keys = orderBy.map(({ property, descending = false }) => {
    const key = ordered(rowMap.column(property), dialectOf(em));
    return descending ? sql`${key} desc` : key;
  });
  const order = keys.length === 0 ? sql`` : sql` order by ${sql.join(keys)}`;
  const rows = await read(
    em,
    sql`select ${selected(rowMap, properties)}${sql.join(along, '')} from ${sql.ref(rowMap.table)} where ${where}${order}${limit === undefined ? sql`` : sql` limit ${limit}`}`,
  );
  return rowMap.read(rows, properties);
}
