import type { SqlEntityManager } from '@mikro-orm/sql';
import { SqlitePlatform } from '@mikro-orm/sql';

/** The databases that the product runs on. */
export type Dialect = 'sqlite' | 'postgresql';

/** The database that `em` talks to. */
export function dialectOf(em: SqlEntityManager): Dialect {
  return em.getPlatform() instanceof SqlitePlatform ? 'sqlite' : 'postgresql';
}
