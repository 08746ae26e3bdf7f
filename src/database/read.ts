import type { SqlEntityManager } from '@mikro-orm/sql';
import { isLostConnection } from './failure.ts';
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

/**
 * Where the connection was lost meanwhile, once more: one that lay idle in the pool may lead to a server that is gone,
 * which shows when it is used. Not within a transaction, which is gone with its connection; and nothing that writes, for
 * nobody knows whether it was carried out.
 */
async function readFromPrimary(em: SqlEntityManager, query: Sql): Promise<Record<string, DatabaseValue>[]> {
  try {
    return await run(em, query);
  } catch (error) {
    if (em.isInTransaction() || !isLostConnection(error)) {
      throw error;
    }
    return run(em, query);
  }
}
