import { withPresentDatabase } from '../check/database.ts';
import type { Progress } from '../commands/progress.ts';
import { Follower } from '../effects/follow.ts';
import { readCatalog } from '../effects/index.ts';
import { MigrationError } from '../errors.ts';
import { readChecksums } from '../history/checksum-file.ts';
import { identify, judgeUp } from '../history/guard.ts';
import type { History, HistoryTable } from '../history/history-table.ts';
import { dialectOf } from '../model/dialect-of.ts';
import type { Project } from '../project.ts';
import type { Execute } from '../run/execute.ts';
import type { MigrationDatabase } from '../run/migration-database.ts';
import { findMigrations } from '../run/migration-file.ts';
import { previewMigration } from '../run/preview.ts';
import { selectUp } from '../run/select.ts';
import { codeError } from '../run/statement-error.ts';
import { Counter } from './counter.ts';
import type { MigrationPlan, PlannedMigration } from './plan.ts';
import { planMigration, type Surroundings } from './plan-migration.ts';
import { readOnly } from './read-only.ts';

export type { MigrationPlan } from './plan.ts';

/**
 * Says what `up` would do to the project's database as it is now. Reads only, and sees to it that nothing else can be
 * done.
 *
 * @throws {MigrationError} DATABASE_UNREACHABLE
 */
export async function planMigrations(project: Project, progress: Progress): Promise<MigrationPlan> {
  const { driver } = project;
  const dialect = dialectOf(driver.getPlatform());
  const reached = await withPresentDatabase(project, (database, table) =>
    readOnly(database, (execute) => planOn(project, progress, database, table, execute)),
  );
  if ('value' in reached) {
    return reached.value;
  }
  if (!reached.empty) {
    throw new MigrationError(
      'DATABASE_UNREACHABLE',
      `${reached.reason}. A plan is of a database that answers; what the files say is shown by migration:status and migration:sql.`,
    );
  }
  const counter = new Counter(dialect, async () => []);
  const derived = project.settings.onlyOn[dialect] ?? [];
  const around = { dialect, counter, follower: undefined, created: new Set<string>(), derived };
  const empty = { applied: [], unfinished: [] };
  return {
    database: { dialect, address: String(driver.config.get('dbName')) },
    ...(await planPending(project, progress, empty, around)),
    notes: [`There is no such file yet: up would create it.`],
  };
}

async function planOn(
  project: Project,
  progress: Progress,
  database: MigrationDatabase,
  table: HistoryTable,
  execute: Execute,
): Promise<MigrationPlan> {
  const { dialect, address } = database;
  const around: Surroundings = {
    dialect,
    counter: new Counter(dialect, execute),
    follower: dialect === 'postgresql' ? new Follower(await readCatalog(execute)) : undefined,
    created: new Set(),
    derived: project.settings.onlyOn[dialect] ?? [],
  };
  return {
    database: { dialect, address },
    ...(await planPending(project, progress, await table.read(execute), around)),
    notes: dialect === 'sqlite' ? [await describeFileLock(execute)] : [],
  };
}

async function describeFileLock(execute: Execute): Promise<string> {
  const [mode] = await execute('pragma journal_mode');
  const readers =
    mode?.journal_mode === 'wal' ? 'readers go on' : 'readers wait while it commits (its journal is no WAL)';
  return `SQLite locks the file: while a migration is under way every other writer waits; ${readers}.`;
}

async function planPending(
  { driver, options, folder }: Project,
  progress: Progress,
  history: History,
  around: Surroundings,
): Promise<Pick<MigrationPlan, 'migrations' | 'refusals'>> {
  const files = await identify(findMigrations(options, folder), driver.config);
  const recorded = options.migrationsList === undefined ? await readChecksums(folder) : undefined;
  const { refused } = judgeUp(files, history, recorded, []);
  const pending = selectUp(files, new Set(history.applied.map(({ name }) => name)), {});
  const migrations: PlannedMigration[] = [];
  for (const [index, file] of pending.entries()) {
    progress.report(`Planning ${file.name}`, index, pending.length);
    const preview = await previewMigration(await file.load(), 'up', around.dialect, driver.config).catch(
      (error: unknown) => {
        throw codeError(error, file.name);
      },
    );
    const begun = history.unfinished.find(({ name, direction }) => name === file.name && direction === 'up');
    migrations.push(await planMigration(file.name, preview, begun?.stepsDone ?? 0, around));
  }
  return { migrations, refusals: refused.map(({ message }) => message) };
}
