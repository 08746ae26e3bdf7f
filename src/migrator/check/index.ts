import { MigrationError } from '../errors.ts';
import { dialectOf } from '../model/dialect-of.ts';
import { type Project, withDirectConnection } from '../project.ts';
import { findMigrations } from '../run/migration-file.ts';
import { readDatabase } from './database.ts';
import { checkDrift } from './drift.ts';
import { checkEntities } from './entities.ts';
import { type CheckResult, joinResults, onOneLine } from './finding.ts';
import { checkHistory } from './history.ts';
import { checkSnapshots } from './snapshots.ts';

export type { CheckResult, Finding, FindingCode } from './finding.ts';

/**
 * Carries out `migration:check`: the entities against both snapshots, the snapshots against a replay of the migration
 * files, the checksum file against the files and, where the database answers, its history and its live schema.
 * Changes nothing, and creates no database file.
 */
export function checkEverything(context: Project): Promise<CheckResult> {
  return withDirectConnection(context, checkParts);
}

async function checkParts(context: Project): Promise<CheckResult> {
  const files = findMigrations(context.options, context.folder);
  const entities = await readably(checkEntities(context));
  const state = await readDatabase(context);
  const snapshots = await readably(checkSnapshots(context, state.history !== undefined));
  const history = await readably(checkHistory(context, files, state.history));
  if (state.history === undefined) {
    const note = `The database was not checked: ${state.reason}.`;
    return joinResults([entities, snapshots, history, { findings: [], notes: [note] }]);
  }
  const own = dialectOf(context.driver.getPlatform());
  const replayed =
    'replayed' in snapshots ? snapshots.replayed.find(({ dialect }) => dialect === own) : undefined;
  const drift = await readably(checkDrift(context, files, state.history, replayed));
  return joinResults([entities, snapshots, history, drift]);
}

/** A file that cannot be read is a finding of the part that needs it; the other parts say what they find. */
async function readably<T extends CheckResult>(part: Promise<T>): Promise<T | CheckResult> {
  try {
    return await part;
  } catch (error) {
    if (!(error instanceof MigrationError)) {
      throw error;
    }
    return { findings: [{ code: 'UNREADABLE', message: onOneLine(error) }], notes: [] };
  }
}
