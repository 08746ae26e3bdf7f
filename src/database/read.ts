import type { SqlEntityManager } from '@mikro-orm/sql';
import { isLostConnection } from './failure.ts';
import type { DatabaseValue } from './row-map.ts';
import { run, type Sql } from './sql.ts';

/**
 * Runs a statement that only reads. Where the connection was lost meanwhile, once more: one that lay idle in the pool may
 * lead to a server that is gone, which shows when it is used. Not within a transaction, which is gone with its connection;
 * and nothing that writes, for nobody knows whether it was carried out.
 */
export async function read(em: SqlEntityManager, query: Sql): Promise<Record<string, DatabaseValue>[]> {
  try {
    return await run(em, query);
  } catch (error) {
    if (em.isInTransaction() || !isLostConnection(error)) {
      throw error;
    }
    return run(em, query);
  }
}
