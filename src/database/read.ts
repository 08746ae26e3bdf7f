import type { SqlEntityManager } from '@mikro-orm/sql';
import { onAnotherConnection } from './lost-connection.ts';
import { readsOf } from './replicas/reads.ts';
import type { DatabaseValue } from './row-map.ts';
import { run, runOn, type Sql } from './sql.ts';

/** Runs a statement that only reads: on a replica, where `em` is for a query that one answers. */
export async function read(em: SqlEntityManager, query: Sql): Promise<Record<string, DatabaseValue>[]> {
  const reads = readsOf(em);
  return reads === undefined
    ? readFromPrimary(em, query)
    : reads.run(
        (kysely) => runOn(kysely, 'postgresql', query),
        () => readFromPrimary(em, query),
      );
}

/** A transaction is gone with its connection. */
function readFromPrimary(em: SqlEntityManager, query: Sql): Promise<Record<string, DatabaseValue>[]> {
  return em.isInTransaction() ? run(em, query) : onAnotherConnection(() => run(em, query));
}
