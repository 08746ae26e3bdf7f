import { basename } from 'node:path';
import type { Configuration, Constructor, MigrationsOptions } from '@mikro-orm/core';
import { fs } from '@mikro-orm/core/fs-utils';
import type { Migration } from '@mikro-orm/migrations';
import type { AbstractSqlDriver } from '@mikro-orm/sql';
import { MigrationError } from '../errors.ts';

/** A class that a migration file exports. */
export type MigrationClass = new (driver: AbstractSqlDriver, config: Configuration) => Migration;

/** One migration of the project: a file, or an entry of `migrationsList`. */
export interface MigrationFile {
  name: string;
  /** Absent for an entry of `migrationsList`. */
  path?: string;
  /** The class; imports the file. */
  load(): Promise<MigrationClass>;
}

/**
 * Every migration of the project in the order of their names, or in the order of `migrationsList`.
 *
 * @param folder Where the files are; absolute.
 */
export function findMigrations(options: MigrationsOptions, folder: string): MigrationFile[] {
  if (options.migrationsList) {
    return options.migrationsList.map((entry) => {
      const given = typeof entry === 'function' ? entry : entry.class;
      // MikroORM types a migration of any database; only those of SQL drivers can be here.
      const migration = given as Constructor<unknown> as MigrationClass;
      return {
        name: withoutExtension(typeof entry === 'function' ? nameOf(migration) : entry.name),
        load: async () => migration,
      };
    });
  }
  const paths = fs.glob(fs.normalizePath(folder, options.glob ?? '!(*.d).{js,ts,cjs}')).sort();
  return paths.map((path) => ({
    name: withoutExtension(basename(path)),
    path,
    load: () => loadMigration(path),
  }));
}

/** The name that the history knows a file by. */
export function withoutExtension(file: string): string {
  return file.replace(/\.[jt]s$/, '');
}

/** The name of a migration that a command names in any of the ways that MikroORM takes. */
export function fullMigrationName(name: string, options: MigrationsOptions): string {
  const bare = withoutExtension(name);
  return /^\d{14}$/.test(bare) ? (options.fileName?.(bare) ?? `Migration${bare}`) : bare;
}

function nameOf(migration: MigrationClass): string {
  // The name is an instance field. Reading it needs neither driver nor configuration.
  const instance = Reflect.construct(migration, []) as Migration;
  return instance.name ?? migration.name;
}

/** The migration class that the file at `path` exports. */
export async function loadMigration(path: string): Promise<MigrationClass> {
  const exported = await fs.dynamicImport<Record<string, unknown>>(path).catch((error: unknown) => {
    throw new MigrationError(
      'STATEMENT_FAILED',
      `${path} cannot be loaded: ${error instanceof Error ? error.message : String(error)}. Nothing was changed.`,
      { cause: error },
    );
  });
  const found = Object.values(exported).find(isMigrationClass);
  if (found === undefined) {
    throw new MigrationError(
      'STATEMENT_FAILED',
      `${path} exports no migration class. A migration file exports one class with an up() method.`,
    );
  }
  return found;
}

function isMigrationClass(value: unknown): value is MigrationClass {
  return typeof value === 'function' && typeof value.prototype?.up === 'function';
}
