import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatabaseLocation } from '../../../src/config.ts';
import type { Orm } from '../../../src/database/orm.ts';
import { recordChecksums } from '../../../src/migrator/history/record.ts';
import { dualMigrator } from '../../../src/migrator/index.ts';
import type { TestDatabase } from '../../support/databases.ts';

/** The module that migrations of the tests import. */
const MIGRATOR = join(import.meta.dirname, '../../../src/migrator/index.ts');

/** A folder of migration files. Imported modules are cached: a changed file needs a folder of its own. */
export async function newFolder(files: Record<string, string>): Promise<string> {
  const parent = process.env.TODO_TEST_FOLDER;
  if (parent === undefined) {
    throw new Error('The tests run through jest, whose global setup makes a folder for them.');
  }
  const folder = await mkdtemp(join(parent, 'migrations-'));
  await writeFiles(folder, files);
  return folder;
}

/** A copy of `folder` with `files` added or replaced. */
export async function copyFolder(folder: string, files: Record<string, string>): Promise<string> {
  const copy = await newFolder({});
  await cp(folder, copy, { recursive: true });
  await writeFiles(copy, files);
  return copy;
}

async function writeFiles(folder: string, files: Record<string, string>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await writeFile(join(folder, name), content);
  }
}

export const readChecksumText = (folder: string) => readFile(join(folder, 'checksums.txt'), 'utf8');

/** The text of a migration file that creates `table`, in one of many spellings. */
export function createTable(name: string, table: string): string {
  return `import { DualMigration } from '${MIGRATOR}';

export class ${name} extends DualMigration {
  override name = '${name}';

  override up() {
    this.addSql('create table "${table}" ("id" integer)');
  }

  override down() {
    this.addSql('drop table "${table}"');
  }
}
`;
}

/** A migration file with its body given, for code that executes queries. */
export function withBody(name: string, up: string): string {
  return `import { DualMigration } from '${MIGRATOR}';

export class ${name} extends DualMigration {
  override async up() {
    ${up}
  }
}
`;
}

/** A project over `folder` and a database. */
export interface Project {
  orm: Orm;
  location: DatabaseLocation;
  lines: string[];
  /** Makes the checksum file anew. */
  record(): Promise<void>;
  query(sql: string): Promise<Record<string, unknown>[]>;
}

/** Opens the migrations of `folder` on an empty database, or on `location`. */
export async function openProject(
  database: TestDatabase,
  folder: string,
  location?: DatabaseLocation,
): Promise<Project> {
  const where = location ?? (await database.create('empty'));
  const lines: string[] = [];
  const migrations = { path: folder, snapshot: false };
  const orm = await database.open(where, {
    entities: [],
    discovery: { warnWhenNoEntities: false },
    extensions: [dualMigrator({ report: (line) => lines.push(line) })],
    migrations,
  });
  return {
    orm,
    location: where,
    lines,
    record: () => recordChecksums(folder, orm.config.get('migrations'), orm.config),
    query: (sql) => orm.em.getConnection().execute(sql),
  };
}
