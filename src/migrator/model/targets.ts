import type { SqlEntityManager } from '@mikro-orm/sql';
import { dialectOf } from './dialect-of.ts';
import { openOffline } from './offline-orm.ts';
import { DIALECTS, type Schema } from './schema.ts';
import { readTarget } from './target.ts';

/** The schemas that the entities of `em` ask of each dialect, in the order of `DIALECTS`. Connects to nothing. */
export async function readTargets(em: SqlEntityManager): Promise<Schema[]> {
  const own = dialectOf(em.getPlatform());
  const schemas: Schema[] = [];
  for (const dialect of DIALECTS) {
    schemas.push(readTarget(dialect === own ? em : await openOffline(em, dialect)));
  }
  return schemas;
}
