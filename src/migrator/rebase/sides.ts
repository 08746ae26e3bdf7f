import { basename } from 'node:path';
import type { Base } from '../git/base.ts';
import type { Git } from '../git/git.ts';
import { DIALECTS, type Dialect } from '../model/schema.ts';
import { emptySchema, parseSnapshot, snapshotPath } from '../model/snapshot.ts';
import type { OwnFile } from './branch-files.ts';
import type { Sides } from './contradictions.ts';

/**
 * The schema of each dialect where both sides parted, and what each side made of it: from the snapshots that git has,
 * never from the text of a file with the marks of a merge.
 *
 * @returns Only the dialects for which there are two sides: none where this branch starts at the base.
 */
export async function readSides(git: Git, base: Base, own: readonly OwnFile[]): Promise<Sides[]> {
  const sides: Sides[] = [];
  const parted = await findPartedCommits(git, base, own);
  for (const dialect of DIALECTS) {
    const texts =
      (await readStages(git, base, dialect)) ?? (parted && (await readCommits(git, base, parted, dialect)));
    if (texts !== undefined) {
      sides.push({
        base: parse(texts.base, dialect),
        ours: parse(texts.ours, dialect),
        theirs: parse(texts.theirs, dialect),
      });
    }
  }
  return sides;
}

interface Texts {
  base: string | undefined;
  ours: string | undefined;
  theirs: string | undefined;
}

/** A merge that is not done keeps all three. Which stage is whose depends on the command: rebase turns them round. */
async function readStages(git: Git, base: Base, dialect: Dialect): Promise<Texts | undefined> {
  const name = basename(snapshotPath('', dialect));
  const [first, second, third] = await Promise.all(
    [1, 2, 3].map((stage) => git.readStage(stage as 1 | 2 | 3, name)),
  );
  const theirs = await git.read(base.commit, name);
  if (second === undefined || third === undefined || (second !== theirs && third !== theirs)) {
    return undefined;
  }
  return { base: first, ours: second === theirs ? third : second, theirs };
}

interface Parted {
  fork: string;
  ours: string;
}

/** The last commit of this branch that made a migration, and where its line of work left the base. */
async function findPartedCommits(git: Git, base: Base, own: readonly OwnFile[]): Promise<Parted | undefined> {
  const merging = await git.commit('MERGE_HEAD');
  const tips = merging === undefined ? ['HEAD'] : ['HEAD', merging];
  const [ours] =
    own.length === 0
      ? []
      : await git.commitsOf(
          own.map(({ file }) => file),
          tips,
        );
  const fork = ours && (await git.mergeBase(ours, base.commit));
  return ours === undefined || fork === undefined || fork === base.commit ? undefined : { fork, ours };
}

async function readCommits(git: Git, base: Base, { fork, ours }: Parted, dialect: Dialect): Promise<Texts> {
  const name = basename(snapshotPath('', dialect));
  return {
    base: await git.read(fork, name),
    ours: await git.read(ours, name),
    theirs: await git.read(base.commit, name),
  };
}

function parse(text: string | undefined, dialect: Dialect) {
  return text === undefined ? emptySchema(dialect) : parseSnapshot(text, snapshotPath('', dialect), dialect);
}
