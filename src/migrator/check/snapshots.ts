import { dialectOf } from '../model/dialect-of.ts';
import { DIALECTS, type Schema } from '../model/schema.ts';
import { readSnapshot } from '../model/snapshot.ts';
import { findMigrations } from '../run/migration-file.ts';
import { type CheckContext, DIALECT_NAMES } from './context.ts';
import { describeDifferences, extraColumns } from './differences.ts';
import type { CheckResult } from './finding.ts';
import { replayOn } from './replay.ts';
import { readExpected, withEmptyDatabase } from './scratch.ts';

/**
 * Compares each snapshot with what the migration files lead to on an empty database.
 *
 * @param reachable Whether the application's database answers.
 * @returns With the schemas that the files lead to, where that is known.
 */
export async function checkSnapshots(
  context: CheckContext,
  reachable: boolean,
): Promise<CheckResult & { replayed: Schema[] }> {
  const result: CheckResult & { replayed: Schema[] } = { findings: [], notes: [], replayed: [] };
  for (const dialect of DIALECTS) {
    const name = DIALECT_NAMES[dialect];
    const model = await readSnapshot(context.folder, dialect);
    if (dialect !== 'sqlite' && (dialectOf(context.driver.getPlatform()) !== dialect || !reachable)) {
      result.notes.push(
        `The snapshot of ${name} was not compared with a replay of the migration files: that needs a ${name} server that answers.`,
      );
      continue;
    }
    const outcome = await compare(context, model).catch((error: unknown) => explain(error, name));
    result.findings.push(...outcome.findings);
    result.notes.push(...outcome.notes);
    result.replayed.push(...('replayed' in outcome ? [outcome.replayed] : []));
  }
  return result;
}

async function compare(context: CheckContext, model: Schema): Promise<CheckResult & { replayed: Schema }> {
  const { expected, replayed } = await withEmptyDatabase(context, model.dialect, async (driver) => ({
    expected: await readExpected(driver, model),
    replayed: await replayOn(driver, context, model, findMigrations(context.options, context.folder)),
  }));
  const file = `snapshot.${model.dialect}.json`;
  return {
    replayed,
    findings: describeDifferences(expected, replayed, model).map((message) => ({
      code: 'REPLAY_DIFFERS',
      message: `The migration files do not lead to ${file}: ${message}`,
    })),
    notes: extraColumns(expected, replayed).map(
      (column) => `Column ${column} is in the migration files and not in ${file}: it is kept as it is.`,
    ),
  };
}

function explain(error: unknown, name: string): CheckResult {
  const message = error instanceof Error ? error.message : String(error);
  if ((error as { code?: unknown }).code === '42501') {
    return {
      findings: [],
      notes: [
        `The snapshot of ${name} was not compared with a replay: the role may not create a scratch database (${message}).`,
      ],
    };
  }
  return {
    findings: [
      {
        code: 'REPLAY_FAILED',
        message: `The migration files do not run on an empty ${name}: ${message.replaceAll('\n', ' ')}`,
      },
    ],
    notes: [],
  };
}
