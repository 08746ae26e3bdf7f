import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { MigrationError } from '../errors.ts';
import type { Base } from '../git/base.ts';
import type { Git } from '../git/git.ts';
import type { Project } from '../project.ts';
import { findMigrations, type MigrationFile, withoutExtension } from '../run/migration-file.ts';

/** A migration of this branch. */
export interface OwnFile extends MigrationFile {
  path: string;
  /** Its name in the folder. */
  file: string;
  content: string;
}

/** The migrations of both sides, each in order. */
export interface BranchFiles {
  own: OwnFile[];
  others: MigrationFile[];
}

/**
 * Tells the migrations of this branch from those of the base.
 *
 * @throws {MigrationError} SIDES_CONTRADICT where a migration of the base is not here, or a file holds the marks of a
 *   merge.
 */
export async function readBranchFiles(
  { options, folder }: Project,
  git: Git,
  base: Base,
): Promise<BranchFiles> {
  const files = findMigrations({ ...options, migrationsList: undefined }, folder);
  const inBase = new Set((await git.list(base.commit)).filter(isMigration).map(withoutExtension));
  const here = new Set(files.map(({ name }) => name));
  const missing = [...inBase].filter((name) => !here.has(name));
  if (missing.length > 0) {
    throw new MigrationError(
      'SIDES_CONTRADICT',
      `${missing.join(', ')} of ${base.name} ${missing.length === 1 ? 'is' : 'are'} not here. Nothing was changed. ` +
        `Merge first (git merge ${base.name}); a migration that others have is not deleted or renamed.`,
    );
  }
  const own: OwnFile[] = [];
  for (const file of files.filter(({ name }) => !inBase.has(name))) {
    const path = file.path ?? '';
    const content = await readFile(path, 'utf8');
    if (/^(<{7}|>{7}) /m.test(content)) {
      throw new MigrationError(
        'SIDES_CONTRADICT',
        `${path} holds the conflict marks of a merge. Nothing was changed. Resolve it and run this again.`,
      );
    }
    own.push({ ...file, path, file: basename(path), content });
  }
  return { own, others: files.filter(({ name }) => inBase.has(name)) };
}

/** A module of any of the kinds that MikroORM loads; checksums and snapshots are none. */
function isMigration(file: string): boolean {
  return /\.[cm]?[jt]s$/.test(file) && !file.endsWith('.d.ts');
}
