import { existsSync } from 'node:fs';
import { MigrationError } from '../errors.ts';
import type { History, HistoryTable } from '../history/history-table.ts';
import { dialectOf } from '../model/dialect-of.ts';
import type { Project } from '../project.ts';
import type { MigrationDatabase } from '../run/migration-database.ts';
import { Workbench } from '../run/workbench.ts';

/** The history of the application's database, or why there is none to read. */
export type DatabaseState = { history: History } | { history: undefined; reason: string };

/** Reads the history of the application's database. Creates nothing: neither a file nor a table. */
export async function readDatabase(project: Project): Promise<DatabaseState> {
  const reached = await withPresentDatabase(project, (database, table) =>
    database.connection((session) => table.read(session.execute)),
  );
  return 'value' in reached ? { history: reached.value } : { history: undefined, reason: reached.reason };
}

/** What came of asking a database, or why it could not be asked. */
export type Reached<T> =
  | { value: T }
  | { reason: string /** Whether there is nothing to ask yet. */; empty: boolean };

/** Runs `body`, which only reads, on the application's database where that is there. Creates nothing. */
export async function withPresentDatabase<T>(
  { driver, options, folder, settings }: Project,
  body: (database: MigrationDatabase, table: HistoryTable) => Promise<T>,
): Promise<Reached<T>> {
  const path = String(driver.config.get('dbName'));
  if (dialectOf(driver.getPlatform()) === 'sqlite' && !isThere(path)) {
    return { reason: `there is no SQLite file ${path} yet`, empty: true };
  }
  const workbench = new Workbench({ driver, options, folder, settings, emit: async () => {} });
  try {
    return { value: await workbench.withHistory({}, body) };
  } catch (error) {
    if (error instanceof MigrationError && error.code === 'DATABASE_UNREACHABLE') {
      return { reason: error.message.replace(/\. Nothing was changed\.[\s\S]*$/, ''), empty: false };
    }
    throw error;
  }
}

/** A database in memory, or a temporary one, is empty whenever it is opened. */
function isThere(path: string): boolean {
  return (
    path !== '' && path !== ':memory:' && existsSync(path.replace(/^file:(?:\/\/)?/, '').replace(/\?.*$/, ''))
  );
}
