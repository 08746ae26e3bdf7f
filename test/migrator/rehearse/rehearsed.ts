import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Constructor } from '@mikro-orm/core';
import type { Migration } from '@mikro-orm/migrations';
import type { DualMigrator } from '../../../src/migrator/index.ts';
import type { DualMigratorOptions } from '../../../src/migrator/options.ts';
import type { Project } from '../../../src/migrator/project.ts';
import type { RehearsedMigration } from '../../../src/migrator/rehearse/rehearsal.ts';
import { type RehearsalOptions, rehearse } from '../../../src/migrator/rehearse/rehearse.ts';
import type { TestDatabase } from '../../support/databases.ts';
import { openRunner } from '../run/runner.ts';

/** Scratch databases on the server of the tests: to start another one takes a second. */
export function useTestServer(): void {
  process.env.VERIFY_DATABASE_URL = process.env.TODO_TEST_POSTGRES_URL;
}

/** A project of these migrations, on a database that nothing is to be done to. */
export async function projectOf(
  database: TestDatabase,
  migrations: Constructor<Migration>[],
  options: DualMigratorOptions = {},
): Promise<Project> {
  const { orm } = await openRunner(database, migrations, options);
  const project = await (orm.migrator as unknown as DualMigrator).project();
  // Without snapshots, as the entity model is empty too.
  return { ...project, folder: await mkdtemp(join(process.env.TODO_TEST_FOLDER ?? '', 'rehearsed-')) };
}

/** Rehearses these migrations. */
export async function rehearseAll(
  database: TestDatabase,
  migrations: Constructor<Migration>[],
  options: RehearsalOptions = {},
): Promise<RehearsedMigration[]> {
  const all: RehearsedMigration[] = [];
  await rehearse(await projectOf(database, migrations), options, (rehearsed) => void all.push(rehearsed));
  return all;
}
