import type { Configuration, MigrationsOptions } from '@mikro-orm/core';
import { findMigrations } from '../run/migration-file.ts';
import { checksumOf } from './checksum.ts';
import { type ChecksumEntry, readChecksums, writeChecksums } from './checksum-file.ts';

/** The checksum of every migration in `folder`, in the order of their names. Imports the files. */
export async function computeChecksums(
  folder: string,
  options: MigrationsOptions,
  config: Configuration,
): Promise<ChecksumEntry[]> {
  const entries: ChecksumEntry[] = [];
  for (const file of findMigrations({ ...options, migrationsList: undefined }, folder)) {
    entries.push({ name: file.name, checksum: await checksumOf(file, config) });
  }
  return entries;
}

/**
 * Brings the checksum file of `folder` up to date with the migrations that are there: what `migration:create` does
 * after writing one, and what `migration:rebase` does after renumbering.
 */
export async function recordChecksums(
  folder: string,
  options: MigrationsOptions,
  config: Configuration,
): Promise<void> {
  await writeChecksums(folder, await computeChecksums(folder, options, config));
}

/**
 * Adds the migration `name`, which was just written, to the checksum file of `folder`. The lines of the others stay as
 * they are, so that a change of one of those is not covered up.
 */
export async function recordChecksum(
  folder: string,
  name: string,
  options: MigrationsOptions,
  config: Configuration,
): Promise<void> {
  const recorded = await readChecksums(folder);
  if (recorded === undefined) {
    await recordChecksums(folder, options, config);
    return;
  }
  const file = findMigrations({ ...options, migrationsList: undefined }, folder).find(
    (candidate) => candidate.name === name,
  );
  if (file !== undefined) {
    const others = recorded.filter((entry) => entry.name !== name);
    await writeChecksums(folder, [...others, { name, checksum: await checksumOf(file, config) }]);
  }
}
