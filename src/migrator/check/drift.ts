import type { History } from '../history/history-table.ts';
import { dialectOf } from '../model/dialect-of.ts';
import type { Schema } from '../model/schema.ts';
import { readSnapshot } from '../model/snapshot.ts';
import type { Project } from '../project.ts';
import { withEmptyDatabase } from '../rehearse/scratch/empty-database.ts';
import { readExpected, readLive } from '../rehearse/scratch/read-schema.ts';
import type { MigrationFile } from '../run/migration-file.ts';
import { describeDifferences } from './differences.ts';
import { type CheckResult, onOneLine } from './finding.ts';
import { replay } from './replay.ts';

/**
 * Compares the live schema with what the applied migrations make on an empty database; where that cannot be known and
 * nothing is pending, with the snapshot.
 *
 * @param replayed What all migration files lead to, where that is known.
 */
export async function checkDrift(
  context: Project,
  files: readonly MigrationFile[],
  { applied }: History,
  replayed: Schema | undefined,
): Promise<CheckResult> {
  const dialect = dialectOf(context.driver.getPlatform());
  const model = await readSnapshot(context.folder, dialect);
  const names = applied.map(({ name }) => name);
  const unknown = names.filter((name) => !files.some((file) => file.name === name));
  if (unknown.length > 0) {
    return skipped(`the file of ${unknown.join(', ')} is missing, so what it made is not known`);
  }
  const isPending = files.some(({ name }) => !names.includes(name));
  try {
    const expected = isPending
      ? await replay(
          context,
          model,
          files.filter(({ name }) => names.includes(name)),
        )
      : (replayed ?? (await readSnapshotThere(context, model)));
    const live = await readLive(context.driver, model);
    return {
      findings: describeDifferences(expected, live, model).map((message) => ({
        code: 'DRIFT',
        message: `The database is not what its migrations made it: ${message}`,
      })),
      notes: [],
    };
  } catch (error) {
    const reason = onOneLine(error);
    return skipped(
      isPending ? `migrations are pending, and those applied could not be replayed: ${reason}` : reason,
    );
  }
}

/** PostgreSQL makes it in a transaction that is rolled back: for that a role need not be allowed a database. */
function readSnapshotThere(context: Project, model: Schema): Promise<Schema> {
  return model.dialect === 'postgresql'
    ? readExpected(context.driver, model)
    : withEmptyDatabase(context, model.dialect, (driver) => readExpected(driver, model));
}

function skipped(reason: string): CheckResult {
  return { findings: [], notes: [`The live schema was not compared: ${reason}.`] };
}
