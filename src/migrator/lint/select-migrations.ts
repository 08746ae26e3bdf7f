import { resolve } from 'node:path';
import { MigrationError } from '../errors.ts';
import { type Base, findMainBranch, findRequested } from '../git/base.ts';
import { Git } from '../git/git.ts';
import type { Project } from '../project.ts';
import { findMigrations, type MigrationFile, withoutExtension } from '../run/migration-file.ts';
import { nearest } from '../run/nearest.ts';

/** Which migrations are to be linted. */
export interface Selection {
  /** Names or paths. */
  files?: readonly string[];
  /** The whole history. */
  all?: boolean;
  /** The commit whose migrations are not new. Default: the main branch; on it, the last release or commit. */
  base?: string;
}

/** A migration that has a file. */
export type FileOnDisk = MigrationFile & { path: string };

/** What is linted, and a sentence that says why it is just that. */
export interface Selected {
  files: FileOnDisk[];
  note: string;
}

/**
 * Chooses the migrations to lint: those that are named, else those that are new, and all of them where git cannot tell.
 *
 * @throws {MigrationError} UNKNOWN_MIGRATION, GIT_NEEDED for a `base` that does not exist.
 */
export async function selectMigrations(project: Project, selection: Selection): Promise<Selected> {
  const found = findMigrations(project.options, project.folder);
  const files = found.filter((file): file is FileOnDisk => file.path !== undefined);
  if (selection.files !== undefined && selection.files.length > 0) {
    const named = new Set(selection.files.map((given) => findNamed(files, given)));
    return { files: files.filter((file) => named.has(file)), note: `Linted ${count(named.size)}.` };
  }
  if (found.length > files.length) {
    return {
      files,
      note: 'Migrations that are listed in the configuration have no file of their own: not linted.',
    };
  }
  if (selection.all) {
    return { files, note: `Linted all ${count(files.length)}.` };
  }
  return selectNew(project, files, selection.base);
}

async function selectNew(
  project: Project,
  files: FileOnDisk[],
  requested: string | undefined,
): Promise<Selected> {
  const git = new Git(project.folder);
  const all = (reason: string) => ({
    files,
    note: `Linted all ${count(files.length)}: ${reason} (--base <commit> says which are not new.)`,
  });
  const head = await git.commit('HEAD').catch(ignoreMissingGit);
  if (head === undefined && requested === undefined) {
    return all('there is no git history here that would tell which are new.');
  }
  const base =
    requested === undefined ? await findLast(git, head ?? '') : await findRequested(git, requested);
  if (base === undefined) {
    return all('neither a main branch nor an earlier commit is here (a shallow clone?).');
  }
  const known = new Set((await git.list(base.commit)).map(withoutExtension));
  const fresh = files.filter(({ name }) => !known.has(name));
  return {
    files: fresh,
    note:
      fresh.length === 0
        ? `Nothing to lint: none of the ${count(files.length)} is new since ${base.name}. --all lints every one.`
        : `Linted ${count(fresh.length)} not in ${base.name}.`,
  };
}

/**
 * What is not new: the main branch. Where what is checked out is that, what the last release (a tag) had, or, without
 * releases, the commit before this one: on a main branch that is what the last merge brought.
 */
async function findLast(git: Git, head: string): Promise<Base | undefined> {
  const main = await findMainBranch(git);
  const branch = await git.branch();
  const isOther = branch !== undefined && branch !== 'main' && branch !== 'master';
  if (main !== undefined && (isOther || (await git.mergeBase(main.commit, head)) !== head)) {
    return main;
  }
  const before = await git.commit('HEAD^1');
  const tag = before === undefined ? undefined : await git.lastTag(before);
  const released = tag === undefined ? undefined : await git.commit(tag);
  if (tag !== undefined && released !== undefined) {
    return { name: `release ${tag}`, commit: released };
  }
  return before === undefined ? undefined : { name: 'the commit before this one', commit: before };
}

function findNamed(files: readonly FileOnDisk[], given: string): FileOnDisk {
  const bare = withoutExtension(given);
  const found = files.find(({ name, path }) => name === bare || path === resolve(given));
  if (found === undefined) {
    const names = files.map(({ name }) => name);
    const meant = nearest(bare, names);
    throw new MigrationError(
      'UNKNOWN_MIGRATION',
      `There is no migration ${given}. ${meant === undefined ? 'migration:list shows all.' : `Did you mean ${meant}?`}`,
    );
  }
  return found;
}

function ignoreMissingGit(error: unknown): undefined {
  if (!(error instanceof MigrationError && error.code === 'GIT_NEEDED')) {
    throw error;
  }
  return undefined;
}

function count(number: number): string {
  return number === 1 ? '1 migration' : `${number} migrations`;
}
