import type { Progress } from '../commands/progress.ts';
import { DIALECTS } from '../model/schema.ts';
import type { Project } from '../project.ts';
import { withEmptyDatabase } from '../rehearse/scratch/empty-database.ts';
import type { LintFinding, LintResult } from './finding.ts';
import { judge } from './judge.ts';
import { MEASURED_RULES } from './measured/index.ts';
import type { LintedMigration } from './migration.ts';
import { readMigration } from './read-migration.ts';
import { rehearseLinted } from './rehearse.ts';
import { RULES } from './rules/index.ts';
import { type FileOnDisk, type Selection, selectMigrations } from './select-migrations.ts';
import { askSquawk } from './squawk/index.ts';
import { SQUAWK_RULES } from './squawk/rules.ts';
import { waive } from './waive.ts';

export type { LintFinding, LintResult, WaivedFinding } from './finding.ts';

/** What `migration:lint` was asked for. */
export interface LintRequest extends Selection {
  /** Whether to carry the migrations out on scratch databases, to measure what they lock. Default: true. */
  rehearse?: boolean;
}

/**
 * Carries out `migration:lint`: says of migrations what a reviewer should see before they are deployed. Changes
 * nothing; the application's database is not asked.
 *
 * @throws {MigrationError} UNKNOWN_MIGRATION, GIT_NEEDED, LINTER_MISSING
 */
export async function lintMigrations(
  project: Project,
  request: LintRequest,
  progress: Progress,
): Promise<LintResult> {
  const { files, note } = await selectMigrations(project, request);
  const notes = [note];
  progress.report('Reading the migrations');
  const migrations = await withEmptyDatabase(project, 'sqlite', (sqlite) => readAll(project, files, sqlite));
  const squawk = await askSquawk(project.folder, migrations);
  const result: LintResult = { findings: [], waived: [], files: migrations.map(({ file }) => file), notes };
  if (request.rehearse === false) {
    notes.push('Not rehearsed: what PostgreSQL locks was read, not measured, and no down was tried.');
  } else if (migrations.length > 0) {
    notes.push(...(await rehearseLinted(project, migrations, progress)));
  }
  const names = ruleNames();
  for (const migration of migrations) {
    const { findings, waived } = waive(migration, judge(migration, squawk.get(migration) ?? []), {
      all: names,
      notAsked: findNotAsked(migration),
    });
    result.findings.push(...findings.sort(byPlace));
    result.waived.push(...waived.sort(byPlace));
    notes.push(...findUnknown(migration));
  }
  return result;
}

/** Every name that a waiver may give. */
export function ruleNames(): string[] {
  const squawk = Object.entries(SQUAWK_RULES).filter(([, { on }]) => on !== false);
  return [...RULES, ...MEASURED_RULES].map(({ name }) => name).concat(squawk.map(([name]) => name));
}

/** The rules that could not find what they look for, because no rehearsal came so far. */
function findNotAsked({ rehearsed }: LintedMigration): Set<string> {
  const isWhole = DIALECTS.every((dialect) => rehearsed[dialect]?.again !== undefined);
  return new Set([
    ...RULES.filter(({ needsRehearsal }) => needsRehearsal && !isWhole).map(({ name }) => name),
    ...(rehearsed.postgresql?.up === undefined ? MEASURED_RULES : []).map(({ name }) => name),
  ]);
}

async function readAll(
  project: Project,
  files: readonly FileOnDisk[],
  sqlite: Parameters<typeof readMigration>[2],
): Promise<LintedMigration[]> {
  const migrations: LintedMigration[] = [];
  for (const file of files) {
    migrations.push(await readMigration(project, file, sqlite));
  }
  return migrations;
}

function findUnknown({ name, directions }: LintedMigration): string[] {
  const unknown = new Set(
    directions.filter(({ statements }) => statements === undefined).map(({ direction }) => direction),
  );
  return [...unknown].map(
    (direction) =>
      `${name}: the code of ${direction}() executes queries itself, so its statements were not read.`,
  );
}

function byPlace(one: LintFinding, other: LintFinding): number {
  return one.line - other.line || one.rule.localeCompare(other.rule);
}
