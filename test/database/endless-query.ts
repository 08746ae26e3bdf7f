import type { SqlEntityManager } from '@mikro-orm/sql';
import { dialectOf } from '../../src/database/dialect.ts';
import { visible } from '../../src/database/scope.ts';
import type { Sql } from '../../src/database/sql.ts';
import { sql } from '../../src/database/sql-template.ts';

/** Who has the todos that `endlessQuery` goes through. */
export const OWNER = 'owner';

/** Writes so many todos that whoever goes through all of them is asked whether to go on. */
export async function fill(em: SqlEntityManager): Promise<void> {
  const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`;
  const rows = Array.from({ length: 1_000 }, (_, n) => `('${id(n)}', '${OWNER}', 'Todo', 'A${10_000 + n}')`);
  await em.execute(`insert into "todos" ("id", "owner_id", "title", "position") values ${rows.join()}`);
}

/** A query as the read path makes them, that goes through the todos again and again, and never ends by itself. */
export function endlessQuery(em: SqlEntityManager): Sql {
  const where = visible('todos', { ownerId: OWNER, deleted: false, dialect: dialectOf(em) });
  return sql`select count(*) as "count" from
    (with recursive "n" ("i") as (select 1 union all select "i" + 1 from "n") select "i" from "n") as "n"
    cross join "todos" where ${where}`;
}
