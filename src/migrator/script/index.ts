import type { AbstractSqlDriver } from '@mikro-orm/sql';
import { PostgresqlMigrationDatabase } from '../dialects/postgresql/migration-database.ts';
import { SqliteMigrationDatabase } from '../dialects/sqlite/migration-database.ts';
import { MigrationError } from '../errors.ts';
import { identify } from '../history/guard.ts';
import type { KnownFile } from '../history/verify.ts';
import { dialectOf } from '../model/dialect-of.ts';
import { openOffline } from '../model/offline-orm.ts';
import type { Dialect } from '../model/schema.ts';
import { DIALECT_NAMES, type Project } from '../project.ts';
import { FIRST_ATTEMPT } from '../run/attempt.ts';
import { settleBackfill } from '../run/backfill/settle.ts';
import type { RunContext } from '../run/context.ts';
import { Interrupt } from '../run/interrupt.ts';
import { describeLoss } from '../run/losses.ts';
import type { MigrationDatabase } from '../run/migration-database.ts';
import { findMigrations } from '../run/migration-file.ts';
import type { RunObserver } from '../run/observer.ts';
import { settle } from '../run/options.ts';
import { previewMigration } from '../run/preview.ts';
import { runMigration } from '../run/run-migration.ts';
import { codeError } from '../run/statement-error.ts';
import { printBackfill } from './backfill.ts';
import { Recorder, type ScriptStatement } from './recorder.ts';
import { openRecordingPostgresql } from './recording-postgresql.ts';
import { openRecordingSqlite } from './recording-sqlite.ts';
import { ScriptHistory } from './script-history.ts';
import { type ScriptRequest, selectTasks } from './select-tasks.ts';
import { tidy } from './tidy.ts';

export type { ScriptStatement } from './recorder.ts';
export type { ScriptRequest } from './select-tasks.ts';

/** What `up` or `down` would send to a database. */
export interface Script {
  dialect: Dialect;
  statements: ScriptStatement[];
  /** What there is to know of a migration before it runs. */
  notes: { migration: string; text: string }[];
}

/**
 * Writes down what `up` or `down` would do, without the project's database: the runner itself runs the migrations,
 * on SQLite over a database in memory, on PostgreSQL over a connection to nowhere, and a recorder keeps what it sends.
 *
 * @throws {MigrationError} UNKNOWN_MIGRATION, NOTHING_TO_REVERT; NOT_SCRIPTABLE where only a run can tell what a
 *   migration does.
 */
export async function scriptMigrations(project: Project, request: ScriptRequest): Promise<Script> {
  const dialect = request.dialect ?? dialectOf(project.driver.getPlatform());
  const { options, folder, settings: own } = project;
  const recorder = new Recorder();
  const driver = await openDriver(project, dialect, recorder);
  const settings = { ...own, ...settle({ keepBackups: 0, yes: true, onlyOn: own.onlyOn }, () => {}) };
  const interrupt = new Interrupt(
    () => {},
    async () => {},
  );
  try {
    const files = await identify(findMigrations(options, folder), driver.config);
    const { before, tasks, direction } = selectTasks(files, request, options);
    const notes = await readNotes(tasks, direction, dialect, driver);
    const history = new ScriptHistory(dialect, options, driver, options.schema);
    const database =
      dialect === 'sqlite'
        ? await SqliteMigrationDatabase.open(driver, settings, history.name)
        : new PostgresqlMigrationDatabase(driver, settings, history.name);
    const context: RunContext = {
      database,
      history,
      settings,
      interrupt,
      lock: { assertHeld: async () => {}, release: async () => {} },
      schemaStatement: undefined,
      observer: recordSteps(recorder, dialect),
    };
    recorder.on = before.length === 0;
    if (dialect === 'sqlite' || before.length === 0) {
      await createHistory(database, history);
    }
    if (dialect === 'sqlite') {
      await runAll(context, before, 'up', recorder);
    }
    recorder.on = true;
    await runAll(context, tasks, direction, recorder);
    return { dialect, statements: tidy(recorder.statements, dialect), notes };
  } finally {
    interrupt.release();
    await driver.close(true);
  }
}

async function openDriver(
  project: Project,
  dialect: Dialect,
  recorder: Recorder,
): Promise<AbstractSqlDriver> {
  if (dialect === 'sqlite') {
    return openRecordingSqlite(project, recorder);
  }
  const isOwn = dialectOf(project.driver.getPlatform()) === dialect;
  return openRecordingPostgresql(
    isOwn ? project.driver : (await openOffline(project.em, dialect)).getDriver(),
    recorder,
  );
}

function createHistory(database: MigrationDatabase, history: ScriptHistory): Promise<void> {
  return database.transaction('the history', FIRST_ATTEMPT, (session) =>
    history.ensure(session, database.driver),
  );
}

async function runAll(
  context: RunContext,
  files: readonly KnownFile[],
  direction: 'up' | 'down',
  recorder: Recorder,
): Promise<void> {
  for (const file of files) {
    recorder.migration = file.name;
    await runMigration(context, { file, direction, checksum: file.checksum });
  }
}

/** Tells the recorder which statements are the migration's own. */
function recordSteps(recorder: Recorder, dialect: Dialect): RunObserver {
  return {
    async around({ step, migration }, session, run) {
      if (step.kind === 'backfill') {
        const sql = printBackfill(settleBackfill(step, migration), dialect);
        if (dialect === 'postgresql') {
          recorder.keepAlone(sql);
        } else {
          await session.execute(sql);
        }
        return;
      }
      recorder.own = step.kind !== 'rebuild';
      try {
        await run();
      } finally {
        recorder.own = false;
      }
    },
  };
}

/**
 * What the migrations declare to lose.
 *
 * @throws {MigrationError} NOT_SCRIPTABLE: what a migration's code makes of the answers to its queries, only a run on the
 *   database itself tells.
 */
async function readNotes(
  tasks: readonly KnownFile[],
  direction: 'up' | 'down',
  dialect: Dialect,
  driver: AbstractSqlDriver,
): Promise<Script['notes']> {
  const notes: Script['notes'] = [];
  for (const file of tasks) {
    const { plan } = await previewMigration(await file.load(), direction, dialect, driver.config).catch(
      (error: unknown) => {
        throw codeError(error, file.name);
      },
    );
    if (plan === undefined) {
      throw new MigrationError(
        'NOT_SCRIPTABLE',
        `${file.name} executes queries in its own code on ${DIALECT_NAMES[dialect]}: what it does depends on the rows that it meets, and no script can say it. ` +
          `Run it with migration:${direction}, and ask for the migrations before it with --to and for those after it with --from.`,
      );
    }
    notes.push(
      ...plan.losses.map((loss) => ({ migration: file.name, text: `Loses ${describeLoss(loss)}.` })),
    );
  }
  return notes;
}
