import { dialectOf } from '../model/dialect-of.ts';
import { findMigrations } from '../run/migration-file.ts';
import type { CheckContext } from './context.ts';
import { readDatabase } from './database.ts';
import { checkDrift } from './drift.ts';
import { checkEntities } from './entities.ts';
import { type CheckResult, joinResults } from './finding.ts';
import { checkHistory } from './history.ts';
import { checkSnapshots } from './snapshots.ts';

export type { CheckContext } from './context.ts';
export type { CheckResult, Finding, FindingCode } from './finding.ts';

/**
 * Carries out `migration:check`: the entities against both snapshots, the snapshots against a replay of the migration
 * files, the checksum file against the files and, where the database answers, its history and its live schema.
 * Changes nothing, and creates no database file.
 *
 * @throws {MigrationError} where a file cannot be read: SNAPSHOT_UNREADABLE, HISTORY_MISMATCH for a checksum file with
 *   the marks of a merge.
 */
export async function checkEverything(context: CheckContext): Promise<CheckResult> {
  const files = findMigrations(context.options, context.folder);
  const entities = await checkEntities(context);
  const state = await readDatabase(context);
  const snapshots = await checkSnapshots(context, state.history !== undefined);
  const history = await checkHistory(context, files, state.history);
  if (state.history === undefined) {
    const note = `The database was not checked: ${state.reason}.`;
    return joinResults([entities, snapshots, history, { findings: [], notes: [note] }]);
  }
  const own = dialectOf(context.driver.getPlatform());
  const replayed = snapshots.replayed.find(({ dialect }) => dialect === own);
  const drift = await checkDrift(context, files, state.history, replayed);
  return joinResults([entities, snapshots, history, drift]);
}
