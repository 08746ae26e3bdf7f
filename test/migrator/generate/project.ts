import { mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import type { EntitySchema } from '@mikro-orm/core';
import type { AbstractSqlDriver, Options } from '@mikro-orm/sql';
import { SqlMikroORM } from '@mikro-orm/sql';
import { SqliteDriver } from '@mikro-orm/sqlite';
import { NamingStrategy } from '../../../src/database/naming-strategy.ts';
import type { CreatedMigration } from '../../../src/migrator/generate/create-migration.ts';
import { type DualMigrator, dualMigrator } from '../../../src/migrator/index.ts';
import type { DualMigratorOptions } from '../../../src/migrator/options.ts';

/** A folder of migrations, and what `migration:create` does there for a state of the entities. */
export interface Project {
  folder: string;
  /** An ORM over `entities` on a database that cannot be opened: whatever it does, it does offline. */
  open(entities: EntitySchema[], options?: DualMigratorOptions): Promise<SqlMikroORM>;
  create(entities: EntitySchema[], options?: DualMigratorOptions, name?: string): Promise<CreatedMigration>;
}

/** An empty project, in a folder from which migrations can import the migrator. */
export async function newProject(overrides: Partial<Options<AbstractSqlDriver>> = {}): Promise<Project> {
  const folder = await mkdtemp(join(requiredFolder(), 'project-'));
  const open = (entities: EntitySchema[], options: DualMigratorOptions = {}) =>
    SqlMikroORM.init<AbstractSqlDriver>({
      driver: SqliteDriver,
      dbName: join(folder, 'no', 'such', 'folder.db'),
      entities,
      logger: () => undefined,
      namingStrategy: NamingStrategy,
      extensions: [dualMigrator({ lineWidth: 110, ...options })],
      ...overrides,
      migrations: { path: folder, ...overrides.migrations },
    });
  return {
    folder,
    open,
    async create(entities, options, name) {
      const orm = await open(entities, options);
      try {
        return await (orm.migrator as unknown as DualMigrator).create(undefined, false, false, name);
      } finally {
        await orm.close(true);
      }
    },
  };
}

/** What `migration:create` writes when the entities change from `before` to `after`. */
export async function changeEntities(
  before: EntitySchema[],
  after: EntitySchema[],
  options?: DualMigratorOptions,
): Promise<{ code: string; up: string[]; down: string[] }> {
  const project = await newProject();
  if (before.length > 0) {
    await project.create(before);
  }
  const { code, diff } = await project.create(after, options);
  return { code, ...diff };
}

function requiredFolder(): string {
  const folder = process.env.TODO_TEST_FOLDER;
  if (folder === undefined) {
    throw new Error('TODO_TEST_FOLDER is not set: the tests run through jest, whose global setup sets it.');
  }
  return folder;
}
