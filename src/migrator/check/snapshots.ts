import { basename } from 'node:path';
import { MigrationError } from '../errors.ts';
import { dialectOf } from '../model/dialect-of.ts';
import { DIALECTS, type Dialect, type Schema } from '../model/schema.ts';
import { readSnapshot, snapshotPath } from '../model/snapshot.ts';
import { DIALECT_NAMES, type Project } from '../project.ts';
import { withEmptyDatabase } from '../rehearse/scratch/empty-database.ts';
import { readExpected } from '../rehearse/scratch/read-schema.ts';
import { findMigrations } from '../run/migration-file.ts';
import { describeDifferences, extraColumns } from './differences.ts';
import { type CheckResult, onOneLine } from './finding.ts';
import { replayOn } from './replay.ts';

/** SQLSTATE insufficient_privilege. */
export const NOT_PERMITTED = '42501';

/**
 * Compares each snapshot with what the migration files lead to on an empty database.
 *
 * @param reachable Whether the application's database answers.
 * @returns With the schemas that the files lead to, where that is known.
 */
export async function checkSnapshots(
  context: Project,
  reachable: boolean,
): Promise<CheckResult & { replayed: Schema[] }> {
  const result: CheckResult & { replayed: Schema[] } = { findings: [], notes: [], replayed: [] };
  for (const dialect of DIALECTS) {
    if (dialect !== 'sqlite' && (dialectOf(context.driver.getPlatform()) !== dialect || !reachable)) {
      const name = DIALECT_NAMES[dialect];
      result.notes.push(
        `The snapshot of ${name} was not compared with a replay of the migration files: that needs a ${name} server that answers, or migration:verify, which starts one.`,
      );
      continue;
    }
    const outcome = await compare(context, dialect).catch((error: unknown) => explain(error, dialect));
    result.findings.push(...outcome.findings);
    result.notes.push(...outcome.notes);
    result.replayed.push(...('replayed' in outcome ? [outcome.replayed] : []));
  }
  return result;
}

async function compare(context: Project, dialect: Dialect): Promise<CheckResult & { replayed: Schema }> {
  const model = await readSnapshot(context.folder, dialect);
  const { expected, replayed } = await withEmptyDatabase(context, dialect, async (driver) => ({
    expected: await readExpected(driver, model),
    replayed: await replayOn(driver, context, model, findMigrations(context.options, context.folder)),
  }));
  return { replayed, ...describeSnapshot(model, expected, replayed) };
}

/**
 * How the schema that the migration files lead to differs from the snapshot.
 *
 * @param model The snapshot.
 * @param expected What `readLive` would read of a database made from the snapshot.
 */
export function describeSnapshot(model: Schema, expected: Schema, replayed: Schema): CheckResult {
  const file = basename(snapshotPath('', model.dialect));
  return {
    findings: describeDifferences(expected, replayed, model).map((message) => ({
      code: 'REPLAY_DIFFERS',
      message: `The migration files do not lead to ${file}: ${message}`,
    })),
    notes: extraColumns(expected, replayed).map(
      (column) => `Column ${column} is in the migration files and not in ${file}: it is kept as it is.`,
    ),
  };
}

function explain(error: unknown, dialect: Dialect): CheckResult {
  const name = DIALECT_NAMES[dialect];
  const message = onOneLine(error);
  const { code } = error as { code?: unknown };
  if (code === NOT_PERMITTED) {
    return {
      findings: [],
      notes: [
        `The snapshot of ${name} was not compared with a replay: the role may not create a scratch database (${message}).`,
      ],
    };
  }
  if (code === 'SNAPSHOT_UNREADABLE') {
    return { findings: [{ code: 'UNREADABLE', message }], notes: [] };
  }
  const what =
    error instanceof MigrationError
      ? 'The migration files do not run'
      : 'The tables of the snapshot cannot be made';
  return {
    findings: [{ code: 'REPLAY_FAILED', message: `${what} on an empty ${name}: ${message}` }],
    notes: [],
  };
}
