import type { SqlEntityManager } from '@mikro-orm/sql';
import { dialectOf } from './dialect.ts';
import { read } from './read.ts';
import type { RowMap } from './row-map.ts';
import type { OwnedCondition } from './scope.ts';
import { isAmong, ordered } from './sql.ts';
import { sql } from './sql-template.ts';

/** A table that has a row for each pair that belongs together, and the columns of the two ids. */
export interface Pairs {
  table: string;
  /** The id of the row that is asked for. */
  own: string;
  /** The id of the row that it is asked for of. */
  parent: string;
}

/**
 * The rows that `pairs` lead to from each of `parents` and that meet `where`, ordered by `by` and the id; in one
 * statement. Each pair gets an object of its own.
 */
export async function readLinked<Entity extends object>(
  em: SqlEntityManager,
  rowMap: RowMap<Entity>,
  properties: readonly (keyof Entity & string)[],
  pairs: Pairs,
  parents: readonly string[],
  where: OwnedCondition,
  by: keyof Entity & string,
): Promise<Map<string, Entity[]>> {
  const dialect = dialectOf(em);
  const { table } = rowMap;
  const parent = sql.ref(`${pairs.table}.${pairs.parent}`);
  const selected = properties.map(
    (property) => sql`${sql.ref(`${table}.${rowMap.column(property).name}`)} as ${sql.ref(property)}`,
  );
  const rows = await read(
    em,
    sql`select ${parent} as "_parent", ${sql.join(selected)} from ${sql.ref(pairs.table)}
      join ${sql.ref(table)} on ${sql.ref(`${table}.id`)} = ${sql.ref(`${pairs.table}.${pairs.own}`)}
      where ${isAmong(parent, parents, dialect)} and ${where}
      order by ${ordered({ ...rowMap.column(by), name: `${table}.${rowMap.column(by).name}` }, dialect)}, ${sql.ref(`${table}.id`)}`,
  );
  const linked = new Map<string, Entity[]>();
  for (const [index, row] of rowMap.read(rows, properties).entries()) {
    const key = String(rows[index]?._parent);
    const siblings = linked.get(key);
    if (siblings === undefined) {
      linked.set(key, [row]);
    } else {
      siblings.push(row);
    }
  }
  return linked;
}
