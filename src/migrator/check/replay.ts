import type { AbstractSqlDriver } from '@mikro-orm/sql';
import type { Schema } from '../model/schema.ts';
import type { Project } from '../project.ts';
import { withEmptyDatabase } from '../rehearse/scratch/empty-database.ts';
import { readLive } from '../rehearse/scratch/read-schema.ts';
import { openScratchWorkbench, type Replayed, withoutHistory } from '../rehearse/scratch/workbench.ts';
import { runMigrations } from '../run/runner.ts';

export type { Replayed } from '../rehearse/scratch/workbench.ts';

/**
 * Runs migrations on an empty database and reads the schema they lead to.
 *
 * @param model A schema of the dialect in question.
 */
export function replay(context: Project, model: Schema, files: readonly Replayed[]): Promise<Schema> {
  return withEmptyDatabase(context, model.dialect, (driver) => replayOn(driver, context, model, files));
}

/** As `replay`, on a database that is empty. */
export async function replayOn(
  driver: AbstractSqlDriver,
  context: Project,
  model: Schema,
  files: readonly Replayed[],
): Promise<Schema> {
  await runMigrations(await openScratchWorkbench(context, driver, files), 'up', undefined);
  return withoutHistory(context, driver, await readLive(driver, model));
}
