import type { SqlEntityManager } from '@mikro-orm/sql';
import { openOffline } from './offline-orm.ts';
import { DIALECTS, type Schema } from './schema.ts';
import { readTarget } from './target.ts';

/**
 * The schemas that the entities of `em` ask of each dialect, in the order of `DIALECTS`. Connects to nothing.
 *
 * @throws {MigrationError} CHANGE_NOT_SUPPORTED for what the migrator does not generate, or a dialect does not have.
 */
export async function readTargets(em: SqlEntityManager): Promise<Schema[]> {
  const own = readTarget(em);
  const schemas: Schema[] = [];
  for (const dialect of DIALECTS) {
    schemas.push(dialect === own.dialect ? own : readTarget(await openOffline(em, dialect)));
  }
  return schemas;
}
