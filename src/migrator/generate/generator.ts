import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { MigrationsOptions } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { compareSchemas } from '../diff/compare-schemas.ts';
import { decideRenames } from '../diff/renames/decide.ts';
import { NO_RENAMES, type Renames } from '../diff/renames/renames.ts';
import { isEmptyDiff } from '../diff/schema-diff.ts';
import type { Loss } from '../dual-migration.ts';
import { MigrationError } from '../errors.ts';
import { checksumFileWith } from '../history/record.ts';
import { DIALECTS, type Schema } from '../model/schema.ts';
import { readSnapshot } from '../model/snapshot.ts';
import { readTargets } from '../model/targets.ts';
import type { DualMigratorOptions } from '../options.ts';
import { askIn, ownTerminal } from './ask.ts';
import { type CreatedMigration, createMigration } from './create-migration.ts';
import { nameMigrations } from './names.ts';

const DEFAULT_LINE_WIDTH = 80;

/** Where a project's migrations are made. */
export interface GeneratorContext {
  em: SqlEntityManager;
  /** The folder of the migrations and snapshots. */
  folder: string;
  settings: MigrationsOptions;
  options: DualMigratorOptions;
}

/** What `migration:create` was asked for. */
export interface CreateRequest {
  /** Where the migration goes, when it is not the folder of the others. */
  path?: string | undefined;
  blank?: boolean | undefined;
  initial?: boolean | undefined;
  name?: string | undefined;
}

/**
 * Carries out `migration:create`, offline: the entities are compared with the snapshots of every dialect.
 *
 * @throws {MigrationError} MIGRATIONS_EXIST when an initial migration is asked for and there is one,
 *   SNAPSHOT_UNREADABLE, CHANGE_NOT_SUPPORTED, RENAME_UNDECIDED.
 */
export async function generateMigration(
  { em, folder, settings, options }: GeneratorContext,
  { path: target, blank = false, initial = false, name }: CreateRequest,
): Promise<CreatedMigration> {
  const path = target === undefined ? folder : resolve(em.config.get('baseDir'), target);
  const from = await readSnapshots(folder);
  const files = [...new Set([folder, path])].flatMap(listMigrations);
  if (initial) {
    refuseExisting(folder, files, from);
  }
  const extension = extensionOf(settings);
  const to = blank ? from : await readTargets(em);
  return createMigration({
    folder: path,
    snapshotFolder: folder,
    name: (suffixes) =>
      nameMigrations({ name, suffixes, files, settings, extension, naming: em.config.getNamingStrategy() }),
    lineWidth: options.lineWidth ?? DEFAULT_LINE_WIDTH,
    from,
    to,
    renames: blank ? NO_RENAMES : await decide(from, to, options),
    blank,
    permit: (losses) => permitLosses(losses, settings),
    accompany: async (made) => (path === folder ? [await checksumFileWith(made, settings, em.config)] : []),
  });
}

/** A migration is a module: its base class is one. */
function extensionOf({ emit = 'ts' }: MigrationsOptions): string {
  if (emit === 'cjs') {
    throw new MigrationError(
      'CHANGE_NOT_SUPPORTED',
      "A migration for several databases is an ECMAScript module, and migrations.emit is 'cjs'. Set it to 'ts' or 'js'.",
    );
  }
  return emit;
}

/** MikroORM would leave the drop out, and the database and the snapshot would part. */
function permitLosses(losses: readonly Loss[], { safe, dropTables }: MigrationsOptions): void {
  const [loss] = losses.filter(({ column }) => safe || (dropTables === false && column === undefined));
  if (loss !== undefined) {
    const { table, column } = loss;
    throw new MigrationError(
      'CHANGE_NOT_SUPPORTED',
      `The entities no longer have ${column === undefined ? table : `${table}.${column}`}, and ` +
        `${safe ? 'migrations.safe is true' : 'migrations.dropTables is false'}: nothing may be dropped. Put it back ` +
        'into the entities, or change that option for this migration.',
    );
  }
}

/** Whether the entities ask for something that no migration brings yet, on any dialect. Offline. */
export async function hasUngeneratedChanges({ em, folder }: GeneratorContext): Promise<boolean> {
  const from = await readSnapshots(folder);
  const to = await readTargets(em);
  return from.some((schema, index) => {
    const other = to[index];
    return other !== undefined && !isEmptyDiff(compareSchemas(schema, other));
  });
}

/** PostgreSQL's types tell columns apart that SQLite's do not. */
function decide(
  from: readonly Schema[],
  to: readonly Schema[],
  { renames = [] }: DualMigratorOptions,
): Promise<Renames> {
  const best = DIALECTS.indexOf('postgresql');
  const [before, after] = [from[best], to[best]];
  const terminal = ownTerminal();
  const fromEnvironment = (process.env.MIGRATION_RENAMES ?? '')
    .split(',')
    .filter((text) => text.trim() !== '');
  return before === undefined || after === undefined
    ? Promise.resolve(NO_RENAMES)
    : decideRenames(before, after, [...renames, ...fromEnvironment], terminal && askIn(terminal));
}

function readSnapshots(folder: string): Promise<Schema[]> {
  return Promise.all(DIALECTS.map((dialect) => readSnapshot(folder, dialect)));
}

function listMigrations(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).filter((name) => /\.[cm]?[jt]s$/.test(name)) : [];
}

function refuseExisting(folder: string, files: readonly string[], snapshots: readonly Schema[]): void {
  if (files.length === 0 && snapshots.every(({ tables, views }) => tables.length + views.length === 0)) {
    return;
  }
  throw new MigrationError(
    'MIGRATIONS_EXIST',
    `${folder} already holds ${files.at(-1) ?? 'the snapshot of a schema'}, so that a first migration is not the first. ` +
      'Run migration:create without --initial for the changes since then.',
  );
}
