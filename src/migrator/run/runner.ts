import type { MigrateOptions, MigrationInfo } from '@mikro-orm/core';
import { guardDown, guardUp, identify } from '../history/guard.ts';
import type { KnownFile } from '../history/verify.ts';
import { confirm } from './confirm.ts';
import type { RunContext } from './context.ts';
import { formatDuration } from './duration.ts';
import { describeLoss } from './losses.ts';
import { previewMigration } from './preview.ts';
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
    const state = await database.connection((session) => history.read(session.execute));
    const names = state.applied.map(({ name }) => name);
    const selection = readSelection(options, workbench.fullName);
    const config = database.driver.config;
    if (direction === 'down') {
      const reverted = await identify(selectDown(files, names, selection), config);
      guardDown(reverted, state);
      confirm(settings, 'migration:down', await describeDown(context, reverted));
      return carryOutAll(context, workbench, reverted, direction);
    }
    const known = await identify(files, config);
    const pending = selectUp(known, new Set(names), selection);
    await guardUp(context, known, state, workbench.checksumFolder, selection.only ?? []);
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
  files: readonly KnownFile[],
  direction: 'up' | 'down',
): Promise<MigrationInfo[]> {
  const done: MigrationInfo[] = [];
  for (const file of files) {
    const info = { name: file.name, path: file.path };
    await workbench.emit(direction === 'up' ? 'migrating' : 'reverting', info);
    const duration = await runMigration(context, { file, direction, checksum: file.checksum });
    const verb = direction === 'up' ? 'Applied' : 'Reverted';
    context.settings.report(`${verb} ${file.name} in ${formatDuration(duration)}.`);
    await workbench.emit(direction === 'up' ? 'migrated' : 'reverted', info);
    done.push(info);
  }
  return done;
}

/** What reverting takes away, as far as the migrations tell without running. */
async function describeDown({ database }: RunContext, reverted: readonly KnownFile[]): Promise<string> {
  const losses: string[] = [];
  for (const file of reverted) {
    const { plan } = await previewMigration(
      await file.load(),
      'down',
      database.dialect,
      database.driver.config,
    ).catch(() => ({ plan: undefined }));
    losses.push(...(plan?.losses ?? []).map(describeLoss));
  }
  const names = reverted.map(({ name }) => name).join(', ');
  return `revert ${names}${losses.length === 0 ? '' : ` and lose ${losses.join(', ')}`}.`;
}
