import { mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import type { Configuration, MigrationsOptions } from '@mikro-orm/core';
import type { OutputFile } from '../generate/write-files.ts';
import { findMigrations, loadMigration, withoutExtension } from '../run/migration-file.ts';
import { checksumOf } from './checksum.ts';
import { type ChecksumEntry, checksumFile, readChecksums, writeChecksums } from './checksum-file.ts';

/**
 * The checksum of every migration in `folder`, in the order of their names. Imports the files; one that cannot be
 * imported has none: to run it is refused with the reason, to record the others is not.
 */
export async function computeChecksums(
  folder: string,
  options: MigrationsOptions,
  config: Configuration,
): Promise<ChecksumEntry[]> {
  const entries: ChecksumEntry[] = [];
  for (const file of findMigrations({ ...options, migrationsList: undefined }, folder)) {
    entries.push({ name: file.name, checksum: await checksumOf(file, config).catch(() => undefined) });
  }
  return entries;
}

/** Makes the checksum file of `folder` anew from the migrations that are there, as after a merge. */
export async function recordChecksums(
  folder: string,
  options: MigrationsOptions,
  config: Configuration,
): Promise<void> {
  await writeChecksums(folder, await computeChecksums(folder, options, config));
}

/**
 * The checksum file that goes with migrations which are about to be written into one folder, in their order. The lines
 * of the others stay as they are, so that a change of one of those is not covered up.
 *
 * @throws {MigrationError} HISTORY_MISMATCH where the file holds an unfinished merge.
 */
export async function checksumFileWith(
  migrations: readonly OutputFile[],
  options: MigrationsOptions,
  config: Configuration,
): Promise<OutputFile> {
  const folder = dirname(migrations[0]?.path ?? '');
  const entries = [...((await readChecksums(folder)) ?? (await computeChecksums(folder, options, config)))];
  for (const migration of migrations) {
    const name = withoutExtension(basename(migration.path));
    entries.push({ name, checksum: await checksumOfText(migration, config) });
  }
  return checksumFile(folder, entries);
}

/** Computed from a copy beside its place: its imports lead to the same modules from there. */
async function checksumOfText(
  { path, content }: OutputFile,
  config: Configuration,
): Promise<string | undefined> {
  const name = withoutExtension(basename(path));
  const copy = join(dirname(path), `.${name}.${process.pid}${extname(path)}`);
  await mkdir(dirname(copy), { recursive: true }); // The first migration comes before its folder.
  await writeFile(copy, content);
  try {
    return await checksumOf({ name, path: copy, load: () => loadMigration(copy) }, config);
  } finally {
    await rm(copy, { force: true });
  }
}
