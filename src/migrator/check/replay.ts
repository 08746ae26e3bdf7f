import type { AbstractSqlDriver } from '@mikro-orm/sql';
import { HistoryTable } from '../history/history-table.ts';
import type { Schema } from '../model/schema.ts';
import type { Project } from '../project.ts';
import type { MigrationFile } from '../run/migration-file.ts';
import { settle } from '../run/options.ts';
import { runMigrations } from '../run/runner.ts';
import { Workbench } from '../run/workbench.ts';
import { readLive, withEmptyDatabase } from './scratch.ts';

/** What is to be run, in this order; the name need not be that of the file any more. */
export type Replayed = Pick<MigrationFile, 'name' | 'load'>;

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
  await runAll(context, driver, files);
  return withoutHistory(context, driver, await readLive(driver, model));
}

async function runAll(
  { options, folder }: Project,
  driver: AbstractSqlDriver,
  files: readonly Replayed[],
): Promise<void> {
  // As a list they run without their checksum file: whether they fit it is another question, and `up` may write to it.
  const migrationsList = await Promise.all(
    files.map(async (file) => ({ name: file.name, class: await file.load() })),
  );
  const settings = settle({ keepBackups: 0, yes: true }, () => {});
  const emit = async () => {};
  await runMigrations(
    new Workbench({ driver, options: { ...options, migrationsList }, folder, settings, emit }),
    'up',
    undefined,
  );
}

/** The history table belongs to the migrator, not to what migrations make. */
function withoutHistory({ options }: Project, driver: AbstractSqlDriver, schema: Schema): Schema {
  const history = new HistoryTable(schema.dialect, options, driver, options.schema).name.split('.').at(-1);
  return { ...schema, tables: schema.tables.filter(({ name }) => name !== history) };
}
