import { MigrationError } from '../errors.ts';
import type { Git } from './git.ts';

/** The other side: the commit whose migrations keep their places. */
export interface Base {
  commit: string;
  /** As a person knows it: `origin/main`. */
  name: string;
}

/**
 * Finds the side whose migrations stay: `requested`, else the main branch, of the origin or here, whichever is ahead.
 * On the main branch itself it is the state before the merge.
 *
 * @throws {MigrationError} GIT_NEEDED where there is none.
 */
export async function findBase(git: Git, requested: string | undefined): Promise<Base> {
  const base =
    requested === undefined
      ? ((await findMainBranch(git)) ?? (await beforeMerge(git)))
      : await findRequested(git, requested);
  if (base === undefined) {
    throw new MigrationError(
      'GIT_NEEDED',
      'There is no branch main or master, here or at the origin, to put the migrations of this branch after. Name the other side: migration:rebase --base <branch>.',
    );
  }
  return base;
}

/** @throws {MigrationError} GIT_NEEDED where there is no such branch or commit. */
export async function findRequested(git: Git, requested: string): Promise<Base> {
  const commit = await git.commit(requested);
  if (commit === undefined) {
    throw new MigrationError('GIT_NEEDED', `There is no branch or commit ${requested} in this repository.`);
  }
  return { commit, name: requested };
}

/** The main branch, of the origin or here, whichever is ahead; not the branch that is checked out. */
export async function findMainBranch(git: Git): Promise<Base | undefined> {
  const branch = await git.branch();
  const names = ['origin/main', 'origin/master', 'main', 'master'].filter((name) => name !== branch);
  const bases = await Promise.all(names.map(async (name) => ({ name, commit: await git.commit(name) })));
  let base: Base | undefined;
  for (const { name, commit } of bases) {
    if (
      commit !== undefined &&
      (base === undefined || (await git.mergeBase(base.commit, commit)) === base.commit)
    ) {
      base = { name, commit };
    }
  }
  return base;
}

async function beforeMerge(git: Git): Promise<Base | undefined> {
  const isMerging = (await git.commit('MERGE_HEAD')) !== undefined;
  const isMerged = (await git.commit('HEAD^2')) !== undefined;
  const commit = isMerging ? await git.commit('HEAD') : isMerged ? await git.commit('HEAD^1') : undefined;
  return commit === undefined ? undefined : { commit, name: 'this branch before the merge' };
}
