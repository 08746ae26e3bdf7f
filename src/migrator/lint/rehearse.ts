import type { Progress } from '../commands/progress.ts';
import { dialectOf } from '../model/dialect-of.ts';
import { type OnlyOn, withoutOnlyOn } from '../model/only-on.ts';
import { DIALECTS, type Schema } from '../model/schema.ts';
import { DIALECT_NAMES, type Project } from '../project.ts';
import type { Moment, RehearsalHooks } from '../rehearse/moment.ts';
import { rehearse } from '../rehearse/rehearse.ts';
import { inPassing } from '../rehearse/scratch/read-schema.ts';
import { rememberInequivalences } from '../verify/equivalence/index.ts';
import type { LintedMigration } from './migration.ts';

/**
 * Carries migrations out on empty scratch databases, after all those before them, and notes at each what came of it.
 *
 * @returns What could not be tried.
 * @throws {MigrationError} SCRATCH_DATABASE_NEEDED
 */
export async function rehearseLinted(
  project: Project,
  migrations: readonly LintedMigration[],
  progress: Progress,
): Promise<string[]> {
  const notes: string[] = [];
  const isDual = migrations.every((migration) => migration.isDual);
  if (!isDual) {
    const own = DIALECT_NAMES[dialectOf(project.driver.getPlatform())];
    notes.push(`Some migrations are for one database only, so they were tried on ${own} alone.`);
  }
  const find = (name: string) => migrations.find((migration) => migration.name === name);
  await rehearse(
    project,
    {
      migrations: migrations.map(({ name }) => name),
      dialects: isDual ? DIALECTS : [dialectOf(project.driver.getPlatform())],
      progress: (name, done, total) => progress.report(`Rehearsing ${name}`, done, total),
      hooks: compareDatabases(project.settings.onlyOn, (name, differences) =>
        find(name)?.differences.push(...differences),
      ),
    },
    (rehearsed) => {
      const { name, dialect, failure } = rehearsed;
      const migration = find(name);
      if (migration !== undefined) {
        migration.rehearsed[dialect] = rehearsed;
      } else if (failure !== undefined) {
        notes.push(
          `${name} fails on ${DIALECT_NAMES[dialect]}, so nothing after it was tried there: ${failure.message.replaceAll(/\s*\n\s*/g, ' ')}`,
        );
      }
    },
  );
  return notes;
}

/** Tells of each migration what the two databases differ in after its `up` and did not before. */
function compareDatabases(
  onlyOn: OnlyOn,
  tell: (name: string, differences: string[]) => void,
): RehearsalHooks {
  const describe = rememberInequivalences();
  const before = new Map<string, Schema>();
  const after = new Map<string, Schema>();
  const compare = ({ driver, schema, name }: Moment, others: ReadonlyMap<string, Schema>) => {
    const sqlite = others.get(name);
    return sqlite === undefined
      ? Promise.resolve([])
      : inPassing(driver, (execute) =>
          describe(withoutOnlyOn(sqlite, onlyOn), withoutOnlyOn(schema, onlyOn), execute),
        );
  };
  let earlier: string[] = [];
  return {
    async before(moment) {
      if (moment.pass === 'up' && moment.dialect === 'sqlite') {
        before.set(moment.name, moment.schema);
      } else if (moment.pass === 'up') {
        earlier = await compare(moment, before);
      }
    },
    async after(moment) {
      if (moment.pass === 'up' && moment.dialect === 'sqlite') {
        after.set(moment.name, moment.schema);
      } else if (moment.pass === 'up') {
        const now = await compare(moment, after);
        tell(
          moment.name,
          now.filter((difference) => !earlier.includes(difference)),
        );
      }
    },
  };
}
