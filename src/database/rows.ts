import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import type { RowMap } from './row-map.ts';
import { type Condition, run } from './sql.ts';

/** How many rows of `table` meet `where`. */
export async function countRows(em: SqlEntityManager, table: string, where: Condition): Promise<number> {
  const [row] = await run(em, sql`select count(*) as "count" from ${sql.table(table)} where ${where}`);
  // PostgreSQL's count is a bigint, which arrives as text.
  return Number(row?.count);
}

/** The rows that meet `where`, in no order, with the values of `properties`. */
export async function readRows<Entity extends object>(
  em: SqlEntityManager,
  rowMap: RowMap<Entity>,
  properties: readonly (keyof Entity & string)[],
  where: Condition,
): Promise<Entity[]> {
  const selected = properties.map(
    (property) => sql`${sql.ref(rowMap.column(property).name)} as ${sql.id(property)}`,
  );
  const rows = await run(
    em,
    sql`select ${sql.join(selected)} from ${sql.table(rowMap.table)} where ${where}`,
  );
  return rowMap.read(rows, properties);
}
