import { selectMigrations as selectForLint } from '../lint/select-migrations.ts';
import type { Project } from '../project.ts';
import { findMigrations, withoutExtension } from '../run/migration-file.ts';
import { known } from '../run/select.ts';

/** Which migrations to verify. */
export interface Selection {
  /** This one and those after it. */
  from?: string | undefined;
  /** Those that are not on the main branch: what `migration:lint` takes for new. */
  new?: boolean | undefined;
}

/**
 * The names of the migrations to carry out up, down and up again; those before them are only applied.
 *
 * @throws {MigrationError} UNKNOWN_MIGRATION, GIT_NEEDED
 */
export async function selectMigrations(project: Project, { from, new: isNew }: Selection): Promise<string[]> {
  const found = findMigrations(project.options, project.folder);
  const names = found.map(({ name }) => name);
  const first = from === undefined ? 0 : known(withoutExtension(from), names, 'in the migrations folder');
  // What is listed in the configuration has no file that git could know.
  if (!isNew || found.some(({ path }) => path === undefined)) {
    return names.slice(first);
  }
  const { files } = await selectForLint(project, {});
  const added = new Set(files.map(({ name }) => name));
  return names.slice(first).filter((name) => added.has(name));
}
