import type { Orm } from '../orm.ts';
import { FoldingConnection, FoldingSqliteDriver } from './driver.ts';
import { lockForServing } from './server-lock.ts';
import { keepWriteAheadLog } from './write-ahead-log.ts';

/**
 * How long a statement waits for another process that is writing: a migration, or whoever opened the file beside. The
 * whole process waits with it (better-sqlite3 has no other way), so no longer than nobody notices; what met somebody is
 * tried again with pauses in which others are served, for seconds (`again` in transaction.ts).
 */
const BUSY_TIMEOUT_MS = 50;

/** The absolute path of the database that `orm` has open, through no symbolic link; none in memory. */
async function fileOf(orm: Orm): Promise<string | undefined> {
  const [row] = await orm.driver.execute<{ file: string }[]>(
    "select file from pragma_database_list where name = 'main'",
  );
  return row?.file || undefined;
}

/**
 * Makes this process the one that serves the database, until `orm` is closed.
 *
 * @throws FileInServiceError where another process does.
 */
export async function claimFile(orm: Orm): Promise<void> {
  const file = await fileOf(orm);
  if (file !== undefined && orm.driver instanceof FoldingSqliteDriver) {
    orm.driver.onClosed(await lockForServing(file));
  }
}

/**
 * Prepares a migrated database to be served.
 *
 * @returns Sentences for whoever runs it.
 */
export async function prepareForService(
  orm: Orm,
  { synchronous }: { synchronous: 'full' | 'normal' },
): Promise<string[]> {
  const file = await fileOf(orm);
  await orm.driver.execute(`pragma busy_timeout = ${BUSY_TIMEOUT_MS}`);
  await orm.driver.execute(`pragma synchronous = ${synchronous}`);
  // Else what a large statement keeps aside needs a folder for temporary files, which a container may not have. For
  // migrations it stays as it is: they sort whole tables.
  await orm.driver.execute('pragma temp_store = memory');
  if (file === undefined) {
    return [];
  }
  const warning = await keepWriteAheadLog(orm.em, file);
  if (warning !== undefined) {
    return [warning];
  }
  const connection = orm.driver.getConnection();
  if (connection instanceof FoldingConnection) {
    connection.readBeside(file);
  }
  return [];
}
