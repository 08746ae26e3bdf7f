import type { Progress } from '../commands/progress.ts';
import { dialectOf } from '../model/dialect-of.ts';
import { DIALECTS } from '../model/schema.ts';
import { DIALECT_NAMES, type Project } from '../project.ts';
import type { Moment } from '../rehearse/moment.ts';
import { rehearse } from '../rehearse/rehearse.ts';
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
  const compare = rememberInequivalences();
  /** What differs between the two databases now. SQLite is a step ahead of PostgreSQL. */
  const differences = async ({ name, schema, transaction }: Moment, at: 'before' | 'up') => {
    const sqlite = migrations.find((migration) => migration.name === name)?.rehearsed.sqlite;
    const other = at === 'before' ? sqlite?.before : sqlite?.up?.schema;
    return other === undefined ? [] : transaction((execute) => compare(other, schema, execute));
  };
  let earlier: string[] = [];
  await rehearse(
    project,
    {
      migrations: migrations.map(({ name }) => name),
      dialects: isDual ? DIALECTS : [dialectOf(project.driver.getPlatform())],
      progress: (name, done, total) => progress.report(`Rehearsing ${name}`, done, total),
      hooks: {
        async before(moment) {
          if (moment.dialect === 'postgresql' && moment.pass === 'up') {
            earlier = await differences(moment, 'before');
          }
        },
        async after(moment) {
          const migration = migrations.find(({ name }) => name === moment.name);
          if (migration !== undefined && moment.dialect === 'postgresql' && moment.pass === 'up') {
            const now = await differences(moment, 'up');
            migration.differences = now.filter((difference) => !earlier.includes(difference));
          }
        },
      },
    },
    (rehearsed) => {
      const { name, dialect, failure } = rehearsed;
      const migration = migrations.find((one) => one.name === name);
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
