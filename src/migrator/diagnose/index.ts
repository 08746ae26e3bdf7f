import type { MigrationError } from '../errors.ts';
import { readErrorFacts } from './error-facts.ts';
import type { Failure } from './failure.ts';
import { diagnosePostgresql } from './postgresql/index.ts';
import { diagnoseSqlite } from './sqlite/index.ts';

export type { Execute } from '../run/execute.ts';
export type { Failure } from './failure.ts';
export { type BrokenObject, findBrokenObjects, refuseBroken } from './sqlite/broken-objects.ts';
export { checkForeignKeys } from './sqlite/foreign-key-check.ts';
export { rebuildAsSql } from './sqlite/rebuild.ts';

/**
 * Explains why a database refused a statement of a migration: which rows stand against it, how many, one of them, a
 * query that finds all, and what to do; or which objects depend on what it takes away. Only reads, and never throws.
 *
 * @returns undefined where the database's own message says all there is to say.
 */
export async function diagnose(failure: Failure): Promise<MigrationError | undefined> {
  const facts = readErrorFacts(failure.error);
  try {
    return failure.dialect === 'sqlite'
      ? await diagnoseSqlite(failure, facts)
      : await diagnosePostgresql(failure, facts);
  } catch {
    // The connection itself is gone, for example: then the first error is the one to report.
    return undefined;
  }
}
