import { randomBytes } from 'node:crypto';
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatabaseLocation } from '../../src/config.ts';
import { openOrm } from '../../src/database/orm.ts';
import { databasePrefix, maintain } from './maintenance.ts';

function required(variable: string): string {
  const value = process.env[variable];
  if (value === undefined) {
    throw new Error(`${variable} is not set: the tests run through jest, whose global setup sets it.`);
  }
  return value;
}

/** Address of the database `name` on the PostgreSQL of the tests. */
function postgresUrl(name: string): string {
  const url = new URL(required('TODO_TEST_POSTGRES_URL'));
  url.pathname = `/${name}`;
  return url.href;
}

/** A copy of files takes a quarter of the time that one through the log does; before PostgreSQL 15 it is the only way. */
const byFile = () => (process.env.TEST_DATABASE_URL ? '' : ' strategy file_copy');

const templateName = () => `${required('TODO_TEST_PREFIX')}_template`;
const templateFile = () => join(required('TODO_TEST_FOLDER'), 'template.db');

/** Migrates one empty database per dialect: the tables come from the migrations, in tests too. */
export async function migrateTemplates(): Promise<void> {
  // Every database of one run starts with this, so that a given server can be cleaned afterwards.
  process.env.TODO_TEST_PREFIX = `todo_test_${randomBytes(4).toString('hex')}`;
  await maintain(`create database ${templateName()}`);
  const locations: DatabaseLocation[] = [
    { dialect: 'sqlite', path: templateFile() },
    { dialect: 'postgresql', url: postgresUrl(templateName()) },
  ];
  for (const location of locations) {
    const orm = await openOrm(location, { migrations: { path: 'migrations', silent: true } });
    await orm.migrator.up();
    await orm.close(true);
  }
}

/** A database of its own for one test: migrated (a copy of the template), or empty. */
export async function createDatabase(
  dialect: DatabaseLocation['dialect'],
  content: 'migrated' | 'empty',
): Promise<DatabaseLocation> {
  const name = `${databasePrefix()}_${randomBytes(6).toString('hex')}`;
  if (dialect === 'postgresql') {
    // Outside of jest's environment, whatever is imported lives as long as the process.
    await (globalThis.maintainTestPostgres ?? maintain)(
      `create database ${name}${content === 'migrated' ? ` template ${templateName()}` : ''}${byFile()}`,
    );
    return { dialect, url: postgresUrl(name) };
  }
  const path = join(required('TODO_TEST_FOLDER'), `${name}.db`);
  if (content === 'migrated') {
    await copyFile(templateFile(), path);
  }
  return { dialect, path };
}

/** Drops every database of this run. */
export async function dropTestDatabases(): Promise<void> {
  const all = await maintain<{ name: string }>(
    'select quote_ident(datname) as name from pg_database where starts_with(datname, $1)',
    [required('TODO_TEST_PREFIX')],
  );
  for (const { name } of all) {
    await maintain(`drop database if exists ${name} with (force)`);
  }
}
