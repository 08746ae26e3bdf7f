import { existsSync } from 'node:fs';
import { MigrationError } from '../errors.ts';
import type { History } from '../history/history-table.ts';
import { dialectOf } from '../model/dialect-of.ts';
import type { Project } from '../project.ts';
import { Workbench } from '../run/workbench.ts';

/** The history of the application's database, or why there is none to read. */
export type DatabaseState = { history: History } | { history: undefined; reason: string };

/** Reads the history of the application's database. Creates nothing: neither a file nor a table. */
export async function readDatabase({ driver, options, folder, settings }: Project): Promise<DatabaseState> {
  const path = String(driver.config.get('dbName'));
  if (dialectOf(driver.getPlatform()) === 'sqlite' && !isThere(path)) {
    return { history: undefined, reason: `there is no SQLite file ${path} yet` };
  }
  const workbench = new Workbench({ driver, options, folder, settings, emit: async () => {} });
  try {
    const history = await workbench.withHistory({}, (database, table) =>
      database.connection((session) => table.read(session.execute)),
    );
    return { history };
  } catch (error) {
    if (error instanceof MigrationError && error.code === 'DATABASE_UNREACHABLE') {
      return { history: undefined, reason: error.message.replace(/\. Nothing was changed\.[\s\S]*$/, '') };
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
