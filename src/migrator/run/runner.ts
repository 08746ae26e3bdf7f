import type { MigrateOptions, MigrationInfo } from '@mikro-orm/core';
import type { RunContext } from './context.ts';
import { formatDuration } from './duration.ts';
import type { MigrationFile } from './migration-file.ts';
import { runMigration } from './run-migration.ts';
import { readSelection, selectDown, selectUp } from './select.ts';
import type { Workbench } from './workbench.ts';

/**
 * Applies or reverts what `options` ask for: under the lock, each migration in its own transaction.
 *
 * @returns What was applied or reverted, in that order; empty where there was nothing to apply.
 * @throws {MigrationError} with what is known to be unchanged.
 */
export function runMigrations(
  workbench: Workbench,
  direction: 'up' | 'down',
  options: string | string[] | MigrateOptions | undefined,
): Promise<MigrationInfo[]> {
  return workbench.withLock(`migration:${direction}`, options, async (context, files) => {
    const { history, settings, database } = context;
    const { applied } = await database.connection((session) => history.read(session.execute));
    const names = applied.map(({ name }) => name);
    const selection = readSelection(options, workbench.fileName);
    if (direction === 'down') {
      const toRevert = selectDown(files, names, selection);
      return carryOutAll(context, workbench, toRevert, direction);
    }
    const pending = selectUp(files, new Set(names), selection);
    if (pending.length === 0) {
      settings.report(
        `Nothing to do: ${names.length === 1 ? '1 migration is' : `${names.length} migrations are`} applied, none of those asked for is pending.`,
      );
      return [];
    }
    const backup = await database.backup();
    if (backup !== undefined) {
      settings.report(`Saved the database as ${backup}`);
    }
    return carryOutAll(context, workbench, pending, direction);
  });
}

async function carryOutAll(
  context: RunContext,
  workbench: Workbench,
  files: readonly MigrationFile[],
  direction: 'up' | 'down',
): Promise<MigrationInfo[]> {
  const done: MigrationInfo[] = [];
  for (const file of files) {
    const info = { name: file.name, path: file.path };
    await workbench.emit(direction === 'up' ? 'migrating' : 'reverting', info);
    const duration = await runMigration(context, { file, direction, checksum: undefined });
    const verb = direction === 'up' ? 'Applied' : 'Reverted';
    context.settings.report(`${verb} ${file.name} in ${formatDuration(duration)}.`);
    await workbench.emit(direction === 'up' ? 'migrated' : 'reverted', info);
    done.push(info);
  }
  return done;
}
