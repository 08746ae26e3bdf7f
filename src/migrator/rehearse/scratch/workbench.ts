import type { AbstractSqlDriver } from '@mikro-orm/sql';
import { HistoryTable } from '../../history/history-table.ts';
import type { Schema } from '../../model/schema.ts';
import type { Project } from '../../project.ts';
import type { MigrationFile } from '../../run/migration-file.ts';
import type { RunObserver } from '../../run/observer.ts';
import { settle } from '../../run/options.ts';
import { Workbench } from '../../run/workbench.ts';

/** What is to be run, in this order; the name need not be that of the file any more. */
export type Replayed = Pick<MigrationFile, 'name' | 'load'>;

/**
 * What runs the migrations of `project` on a scratch database: the real thing, but silent, without backups, and with a
 * yes to everything.
 */
export async function openScratchWorkbench(
  { options, folder, settings: { onlyOn } }: Project,
  driver: AbstractSqlDriver,
  files: readonly Replayed[],
  observer?: RunObserver,
): Promise<Workbench> {
  // As a list they run without their checksum file: whether they fit it is another question, and `up` may write to it.
  const migrationsList = await Promise.all(
    files.map(async (file) => ({ name: file.name, class: await file.load() })),
  );
  return new Workbench({
    driver,
    options: { ...options, migrationsList },
    folder,
    settings: settle({ keepBackups: 0, yes: true, onlyOn }, () => {}),
    emit: async () => {},
    ...(observer === undefined ? {} : { observer }),
  });
}

/** The history table belongs to the migrator, not to what migrations make. */
export function withoutHistory({ options }: Project, driver: AbstractSqlDriver, schema: Schema): Schema {
  const history = new HistoryTable(schema.dialect, options, driver, options.schema).name.split('.').at(-1);
  return { ...schema, tables: schema.tables.filter(({ name }) => name !== history) };
}
