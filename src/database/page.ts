import type { SqlEntityManager } from '@mikro-orm/sql';
import { dialectOf } from './dialect.ts';
import type { Embedded } from './embed.ts';
import { type Key, orderOfSelected, type Position, type Segment, segments, type Walk } from './keyset.ts';
import type { Column, DatabaseValue, RowMap } from './row-map.ts';
import type { OwnedCondition } from './scope.ts';
import { allOf, type Condition, refer, type Sql } from './sql.ts';
import { sql } from './sql-template.ts';

/** One key of a list's order. What has no value comes last, whichever the direction. */
export interface Ordering<Entity> {
  property: keyof Entity & string;
  descending: boolean;
  /** What to order by where `property` is not stored but computed by the query. */
  column?: Column;
}

/** Which page of which list, and what of it. */
export interface PageRequest<Entity> {
  /** What to read of each row; the properties of `order` are read in any case. */
  properties: readonly (keyof Entity & string)[];
  /** What to read along with each row. */
  embedded?: readonly Embedded[];
  /** Which rows the list has. */
  where: OwnedCondition;
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

/** A page as pieces of SQL, to be put into one statement for one list or for many. */
export class PageQuery<Entity extends object> {
  readonly rowMap: RowMap<Entity>;
  /** Every property that is read, under whose names the columns are selected. */
  readonly properties: readonly (keyof Entity & string)[];
  readonly #request: PageRequest<Entity>;
  readonly #walk: Walk;
  readonly #names: readonly string[];
  readonly #ahead: readonly Segment[];
  readonly #behind: readonly Segment[];
  readonly #columns = new Map<string, Column>();

  constructor(em: SqlEntityManager, rowMap: RowMap<Entity>, request: PageRequest<Entity>) {
    const { order, backwards, lookBehind } = request;
    this.rowMap = rowMap;
    this.#request = request;
    this.#names = order.map(({ property }) => property);
    this.properties = [...new Set([...order.map(({ property }) => property), ...request.properties])];
    const keys: Key[] = order.map(({ property, column = rowMap.column(property), descending }) => {
      this.#columns.set(property, column);
      return { column, descending };
    });
    this.#walk = { keys, backwards, dialect: dialectOf(em) };
    const position: Position | undefined = request.from?.map((value, index) =>
      keys[index]?.column.write(value),
    );
    this.#ahead = segments(this.#walk, position);
    this.#behind =
      lookBehind && position !== undefined
        ? segments({ ...this.#walk, backwards: !backwards }, position, true)
        : [];
  }

  /** The statement's parts, each one list of `columns`: of the page, and with `behind` of what is on the other side. */
  parts(columns: readonly Sql[], behind: boolean, within?: Condition): Sql[] {
    // One row more than asked for tells whether there are more.
    const [found, limit] = behind ? [this.#behind, 1] : [this.#ahead, this.#request.size + 1];
    return found.map(
      ({ conditions, order }) =>
        sql`select ${sql.join(columns)} from ${sql.ref(this.rowMap.table)} where ${allOf([
          this.#request.where,
          ...(within === undefined ? [] : [within]),
          ...conditions,
        ])} order by ${sql.join(order)} limit ${limit}`,
    );
  }

  /** One statement that returns the rows of all parts, in order. */
  statement(within?: Condition): Sql {
    return joinParts(
      [
        ...this.parts(this.selected(undefined, this.isTwoSided ? 0 : undefined), false, within),
        ...this.parts(this.selected(undefined, 1), true, within),
      ],
      this.order(),
    );
  }

  /** Whether rows of both sides are read, and marked. */
  get isTwoSided(): boolean {
    return this.#behind.length > 0;
  }

  /** The columns to select, of `table` where it has a name of its own; `isBehind` marks the rows. */
  selected(table?: string, isBehind?: 0 | 1): Sql[] {
    const columns = this.properties.map((property) => {
      const column = this.#columns.get(property) ?? this.rowMap.column(property);
      const value =
        table === undefined || column.expression ? refer(column) : sql.ref(`${table}.${column.name}`);
      return sql`${value} as ${sql.ref(property)}`;
    });
    const { embedded = [] } = this.#request;
    for (const { name, expression } of embedded) {
      columns.push(sql`${expression(table ?? this.rowMap.table)} as ${sql.ref(name)}`);
    }
    return isBehind === undefined
      ? columns
      : [...columns, sql`${sql.raw(`${isBehind}`)} as ${sql.ref(IS_BEHIND)}`];
  }

  /** Terms that order the selected rows. */
  order(): Sql[] {
    return orderOfSelected(this.#walk, this.#names);
  }

  /** What the rows of one list, as the database returned them in order, say. */
  read(found: Record<string, DatabaseValue>[]): PageRows<Entity> {
    const { size, backwards } = this.#request;
    const page = this.isTwoSided ? found.filter((row) => row[IS_BEHIND] !== 1) : found;
    const stored = this.properties.filter(
      (property) => this.#columns.get(property)?.expression === undefined,
    );
    const rows = this.rowMap.read(page.slice(0, size), stored);
    return {
      rows: backwards ? rows.reverse() : rows,
      hasMore: page.length > size,
      hasBehind: page.length < found.length,
    };
  }
}

/** One statement that returns the rows of all `parts` in `order`. */
function joinParts(parts: readonly Sql[], order: readonly Sql[]): Sql {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) {
    return only;
  }
  return sql`select * from (${unionOf(parts)}) as "page" order by ${sql.join(order)}`;
}

/** The rows of all `parts`. SQLite allows `limit` in a part of a union only inside a subquery, PostgreSQL `collate` only outside of the union. */
export function unionOf(parts: readonly Sql[]): Sql {
  return sql.join(
    parts.map((part, index) => sql`select * from (${part}) as ${sql.ref(`part_${index}`)}`),
    ' union all ',
  );
}
