import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { dialectOf } from './dialect.ts';
import { orderOfSelected, type Segment, segments, type Walk } from './keyset.ts';
import type { RowMap } from './row-map.ts';
import { allOf, type Condition, run, type Sql } from './sql.ts';

/** One key of a list's order. What has no value comes last, whichever the direction. */
export interface Ordering<Entity> {
  property: keyof Entity & string;
  descending: boolean;
}

/** Which page of which list, and what of it. */
export interface PageRequest<Entity> {
  /** What to read of each row; the properties of `order` are read in any case. */
  properties: readonly (keyof Entity & string)[];
  /** Which rows the list has. */
  where: Condition;
  /** The order of the list; the last key is unique and never null. */
  order: readonly Ordering<Entity>[];
  /** The values of the order's keys to start after, or before when going backwards; from the end of the list if absent. */
  from?: readonly unknown[];
  backwards: boolean;
  /** How many rows at most. */
  size: number;
  /** Whether to find out if there is anything on the other side of `from`. */
  lookBehind: boolean;
}

/** Rows of a list, in the order of the list even when read backwards. */
export interface PageRows<Entity> {
  rows: Entity[];
  /** Whether there is more in the direction that was read. */
  hasMore: boolean;
  /** Whether there is anything on the other side of `from`; false unless asked for. */
  hasBehind: boolean;
}

/** The column that tells rows on the other side of `from` from those of the page. */
const IS_BEHIND = '_is_behind';

/** Reads a page in one statement, whose cost depends on the size of the page and not on where it lies. */
export async function readPage<Entity extends object>(
  em: SqlEntityManager,
  rowMap: RowMap<Entity>,
  request: PageRequest<Entity>,
): Promise<PageRows<Entity>> {
  const { order, backwards, size } = request;
  const names = order.map(({ property }) => property);
  const properties = [...new Set([...names, ...request.properties])];
  const keys = order.map(({ property, descending }) => ({ column: rowMap.column(property), descending }));
  const walk: Walk = { keys, backwards, dialect: dialectOf(em) };
  const position = request.from?.map((value, index) => keys[index]?.column.write(value));

  const selected = properties.map(
    (property) => sql`${sql.ref(rowMap.column(property).name)} as ${sql.id(property)}`,
  );
  const select = ({ conditions, order }: Segment, columns: readonly Sql[], limit: number): Sql =>
    sql`select ${sql.join(columns)} from ${sql.table(rowMap.table)} where ${allOf([
      request.where,
      ...conditions,
    ])} order by ${sql.join(order)} limit ${limit}`;

  const ahead = segments(walk, position);
  const behind =
    request.lookBehind && position !== undefined
      ? segments({ ...walk, backwards: !backwards }, position, true)
      : [];
  const marked = (isBehind: number) =>
    behind.length > 0 ? [...selected, sql`${sql.lit(isBehind)} as ${sql.id(IS_BEHIND)}`] : selected;
  const found = await run(
    em,
    joinParts(
      [
        // One row more than asked for tells whether there are more.
        ...ahead.map((segment) => select(segment, marked(0), size + 1)),
        ...behind.map((segment) => select(segment, marked(1), 1)),
      ],
      orderOfSelected(walk, names),
    ),
  );

  const page = found.filter((row) => row[IS_BEHIND] !== 1);
  const rows = rowMap.read(page.slice(0, size), properties);
  return {
    rows: backwards ? rows.reverse() : rows,
    hasMore: page.length > size,
    hasBehind: page.length < found.length,
  };
}

/** One statement that returns the rows of all `parts` in `order`. */
function joinParts(parts: readonly Sql[], order: readonly Sql[]): Sql {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) {
    return only;
  }
  // SQLite allows `limit` in a part of a union only inside a subquery, PostgreSQL `collate` only outside of the union.
  const union = parts.map((part, index) => sql`select * from (${part}) as ${sql.id(`part_${index}`)}`);
  return sql`select * from (${sql.join(union, sql` union all `)}) as "page" order by ${sql.join(order)}`;
}
