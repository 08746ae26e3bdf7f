import { MigrationError } from '../errors.ts';
import { checksumOf } from '../history/checksum.ts';
import { FIRST_ATTEMPT } from './attempt.ts';
import { known } from './select.ts';
import type { Workbench } from './workbench.ts';

/**
 * Writes into the history that a migration is applied, without running it.
 *
 * @throws {MigrationError} UNKNOWN_MIGRATION for a name that no file has, HISTORY_MISMATCH where it is applied.
 */
export async function logMigration(workbench: Workbench, name: string): Promise<void> {
  await workbench.withLock('migration:log', undefined, async (context, files) => {
    const { database, history } = context;
    const names = files.map((file) => file.name);
    const file = files[known(workbench.fullName(name), names, 'in the migrations folder')];
    await database.transaction('migration:log', FIRST_ATTEMPT, async (session) => {
      const { applied } = await history.read(session.execute);
      if (file === undefined || applied.some((row) => row.name === file.name)) {
        throw new MigrationError(
          'HISTORY_MISMATCH',
          `${file?.name ?? name} is in the history already. Nothing was changed.`,
        );
      }
      const checksum = await checksumOf(file, database.driver.config);
      await history.add(session.execute, { name: file.name, checksum, duration: 0 });
    });
  });
}

/**
 * Deletes the row of a migration from the history, without reverting it. The file need not exist: this is the way out
 * where it was deleted on purpose.
 *
 * @throws {MigrationError} UNKNOWN_MIGRATION for a name that is not in the history.
 */
export async function unlogMigration(workbench: Workbench, name: string): Promise<void> {
  await workbench.withLock('migration:unlog', undefined, async ({ database, history }) => {
    await database.transaction('migration:unlog', FIRST_ATTEMPT, async (session) => {
      const { applied } = await history.read(session.execute);
      const names = applied.map((row) => row.name);
      const found = names[known(workbench.fullName(name), names, 'in the history')];
      await history.remove(session.execute, found ?? name);
    });
  });
}
