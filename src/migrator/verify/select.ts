import type { Project } from '../project.ts';
import { findBase } from '../rebase/base.ts';
import { readBranchFiles } from '../rebase/branch-files.ts';
import { Git } from '../rebase/git.ts';
import { findMigrations, withoutExtension } from '../run/migration-file.ts';
import { known } from '../run/select.ts';

/** Which migrations to verify. */
export interface Selection {
  /** This one and those after it. */
  from?: string | undefined;
  /** Those that are not on the main branch. */
  new?: boolean | undefined;
}

/**
 * The names of the migrations to carry out up, down and up again; those before them are only applied.
 *
 * @throws {MigrationError} UNKNOWN_MIGRATION, GIT_NEEDED
 */
export async function selectMigrations(project: Project, { from, new: isNew }: Selection): Promise<string[]> {
  const names = findMigrations(project.options, project.folder).map(({ name }) => name);
  const first = from === undefined ? 0 : known(withoutExtension(from), names, 'in the migrations folder');
  if (!isNew) {
    return names.slice(first);
  }
  const git = new Git(project.folder);
  const { own } = await readBranchFiles(project, git, await findBase(git, undefined));
  const added = new Set(own.map(({ name }) => name));
  return names.slice(first).filter((name) => added.has(name));
}
