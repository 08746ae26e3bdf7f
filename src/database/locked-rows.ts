import type { SqlEntityManager } from '@mikro-orm/sql';
import { dialectOf } from './dialect.ts';
import type { RowMap } from './row-map.ts';
import { selected } from './rows.ts';
import type { OwnedCondition } from './scope.ts';
import { run } from './sql.ts';
import { sql } from './sql-template.ts';

/**
 * The rows that meet `where`, by id, with the values of `properties`. Until the end of the transaction nobody else
 * changes them; with `share` others may hold them in the same way. Waits for whoever does, and reads what they wrote.
 *
 * All who lock several rows take them in the order of their ids, and rows of lists before those of tags before those
 * of todos: else each of two could wait for the other. SQLite has one writer at a time and locks nothing more.
 */
export async function lockRows<Entity extends { id: string }>(
  em: SqlEntityManager,
  rowMap: RowMap<Entity>,
  properties: readonly (keyof Entity & string)[],
  where: OwnedCondition,
  mode: 'share' | 'update',
): Promise<Entity[]> {
  const lock = dialectOf(em) === 'sqlite' ? sql`` : mode === 'share' ? sql` for share` : sql` for update`;
  const rows = await run(
    em,
    sql`select ${selected(rowMap, properties)} from ${sql.ref(rowMap.table)} where ${where} order by ${sql.ref(rowMap.column('id').name)}${lock}`,
  );
  return rowMap.read(rows, properties);
}

/**
 * Lets everybody else who calls this with one of `ids` wait until the end of the transaction, also where there is no
 * row with this id yet: two who create the same rows, each in another order, would wait for each other.
 */
export async function lockIds(em: SqlEntityManager, ids: readonly string[]): Promise<void> {
  if (dialectOf(em) === 'postgresql' && ids.length > 1) {
    const sorted = [...new Set(ids)].sort();
    await run(
      em,
      sql`select pg_advisory_xact_lock(hashtextextended("id", 0)) from unnest(${sorted}::text[]) as "id"`,
    );
  }
}
