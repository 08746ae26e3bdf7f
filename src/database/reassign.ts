import type { SqlEntityManager } from '@mikro-orm/sql';
import type { RowMap } from './row-map.ts';
import { ownedBy } from './scope.ts';
import { run } from './sql.ts';
import { sql } from './sql-template.ts';

/** Makes all rows of one owner those of another, deleted ones too, and nothing else of them new; returns how many. */
export async function reassignRows<Entity extends { ownerId: string }>(
  em: SqlEntityManager,
  rowMap: RowMap<Entity>,
  from: string,
  to: string,
): Promise<number> {
  const owner = sql.ref(rowMap.column('ownerId').name);
  const moved = await run(
    em,
    sql`update ${sql.ref(rowMap.table)} set ${owner} = ${to} where ${ownedBy(rowMap, from)} returning 1 as "one"`,
  );
  return moved.length;
}
