import { confirm } from './confirm.ts';
import type { Workbench } from './workbench.ts';

/**
 * Clears the database under the lock, for `migration:fresh`; what runs the migrations afterwards comes on its own.
 *
 * @param wholeDatabase Whether the database itself is to be dropped and created anew.
 * @param drop Drops what the entity model knows, as MikroORM does.
 * @throws {MigrationError} CONFIRMATION_NEEDED in production, before anything is dropped.
 */
export async function dropForFresh(
  workbench: Workbench,
  wholeDatabase: boolean,
  drop: () => Promise<void>,
): Promise<void> {
  await workbench.withLock('migration:fresh', undefined, async ({ database, settings }) => {
    confirm(settings, 'migration:fresh', `drop every table of ${database.address} with its rows.`);
    const backup = await database.backup();
    if (backup !== undefined) {
      settings.report(`Saved the database as ${backup}`);
    }
    await database.clear(drop, wholeDatabase);
    settings.report(`Dropped every table of ${database.address}.`);
  });
}
