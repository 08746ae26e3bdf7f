import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { MigrationError } from '../errors.ts';
import { writeFiles } from '../generate/write-files.ts';
import { findBase } from '../git/base.ts';
import { Git } from '../git/git.ts';
import { recordChecksums } from '../history/record.ts';
import { formatSnapshot, snapshotPath } from '../model/snapshot.ts';
import { readTargets } from '../model/targets.ts';
import { type Project, withDirectConnection } from '../project.ts';
import { withoutExtension } from '../run/migration-file.ts';
import { planHistory, renameHistory } from './applied.ts';
import { readBranchFiles } from './branch-files.ts';
import { findContradictions } from './contradictions.ts';
import { type Renumbered, renumber } from './renumber.ts';
import { readSides } from './sides.ts';
import { verifyOrder } from './verify.ts';

/** What `migration:rebase` was asked for. */
export interface RebaseRequest {
  /** The branch or commit whose migrations keep their places. Default: the main branch. */
  base?: string;
}

/** What `migration:rebase` did. */
export interface RebaseResult {
  /** The name of the side whose migrations kept their places. */
  base: string;
  /** The migrations of this branch that have a new name. */
  renumbered: { from: string; to: string }[];
  notes: string[];
}

/**
 * Carries out `migration:rebase`, after or during a merge: puts the migrations of this branch after those of the other
 * side, and makes both snapshots and the checksum file anew. The entity model, as the merge left it, is what all
 * migrations together have to lead to. All or nothing is written.
 *
 * @throws {MigrationError} SIDES_CONTRADICT saying where the two sides cannot both have their way, GIT_NEEDED.
 */
export function rebaseMigrations(context: Project, request: RebaseRequest): Promise<RebaseResult> {
  return withDirectConnection(context, (direct) => rebase(direct, request));
}

async function rebase(context: Project, request: RebaseRequest): Promise<RebaseResult> {
  const { em, folder, driver, options } = context;
  const git = new Git(folder);
  const base = await findBase(git, request.base);
  const files = await readBranchFiles(context, git, base);
  const sides = await readSides(git, base, files.own);
  const names = { ours: 'this branch', theirs: base.name };
  refuse(
    `This branch and ${base.name} contradict each other`,
    sides.flatMap((side) => findContradictions(side, names)),
    'Decide for one of them: take the change out of the migration of this branch (and out of the entities), or make it a new migration after the merge.',
  );
  const renumbered = renumber(
    files.own.map(({ file, content }) => ({ name: file, content })),
    files.others.map(({ name }) => name),
    new Date(),
  );
  const targets = await readTargets(em);
  const newName = (file: string) => renumbered.find(({ from }) => from === file)?.to ?? file;
  const order = [
    ...files.others,
    ...files.own.map(({ file, load }) => ({ name: withoutExtension(newName(file)), load })),
  ];
  const { problems, notes } = await verifyOrder(context, order, targets, sides);
  refuse(
    `The migrations of ${base.name} and, after them, those of this branch do not lead to the entity model`,
    problems,
    'Bring the entities to what both sides want; what neither side migrates yet, leave out until after this, and run migration:create for it then.',
  );
  const history = await planHistory(context, files, renumbered);
  await write(
    context,
    renumbered,
    targets.map((schema) => ({
      path: snapshotPath(folder, schema.dialect),
      content: formatSnapshot(schema),
    })),
  );
  await recordChecksums(folder, options, driver.config);
  await renameHistory(context, history);
  return {
    base: base.name,
    renumbered: renumbered.map(({ from, to }) => ({
      from: withoutExtension(from),
      to: withoutExtension(to),
    })),
    notes,
  };
}

async function write(
  { folder }: Project,
  renumbered: readonly Renumbered[],
  snapshots: readonly { path: string; content: string }[],
): Promise<void> {
  await writeFiles([
    ...snapshots,
    ...renumbered.map(({ to, content }) => ({ path: join(folder, to), content })),
  ]);
  const kept = new Set(renumbered.map(({ to }) => to));
  for (const { from } of renumbered) {
    if (!kept.has(from)) {
      await rm(join(folder, from), { force: true });
    }
  }
}

function refuse(what: string, problems: readonly string[], remedy: string): void {
  if (problems.length > 0) {
    const list = [...new Set(problems)].map(
      (problem) => `- ${problem.charAt(0).toUpperCase()}${problem.slice(1)}`,
    );
    throw new MigrationError(
      'SIDES_CONTRADICT',
      `${what}:\n${list.join('\n')}\nNothing was changed. ${remedy}`,
    );
  }
}
