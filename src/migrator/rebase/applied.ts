import { readDatabase } from '../check/database.ts';
import { MigrationError } from '../errors.ts';
import { readChecksums } from '../history/checksum-file.ts';
import { quoteName, quoteString } from '../model/quote.ts';
import type { Project } from '../project.ts';
import { FIRST_ATTEMPT } from '../run/attempt.ts';
import { withoutExtension } from '../run/migration-file.ts';
import { Workbench } from '../run/workbench.ts';
import type { BranchFiles } from './branch-files.ts';
import type { Renumbered } from './renumber.ts';

/** What has to happen to the history of the database at hand. */
export type HistoryPlan = Renumbered[];

/**
 * Finds the migrations to be renumbered that the database at hand has applied. Their rows can get the new names where
 * all migrations of the other side are applied too; else the order would be a lie.
 *
 * @throws {MigrationError} SIDES_CONTRADICT where they have to be taken back first.
 */
export async function planHistory(
  context: Project,
  { others }: BranchFiles,
  renumbered: readonly Renumbered[],
): Promise<HistoryPlan> {
  const { history } = await readDatabase(context);
  const applied = (history?.applied ?? []).map(({ name }) => name);
  const begun = renumbered
    .map(({ from }) => withoutExtension(from))
    .filter((name) => history?.unfinished.some((entry) => entry.name === name));
  if (begun.length > 0) {
    throw new MigrationError(
      'SIDES_CONTRADICT',
      `${begun.join(', ')} was interrupted on this database. Nothing was changed. Finish it under its old name (migration:up on the branch as it was before the merge), or take it back, and run this again.`,
    );
  }
  const concerned = renumbered.filter(({ from }) => applied.includes(withoutExtension(from)));
  const missing = others.filter(({ name }) => !applied.includes(name));
  if (concerned.length > 0 && missing.length > 0) {
    const names = concerned.map(({ from }) => withoutExtension(from));
    const last = applied.findLast((name) => !names.includes(name)) ?? '0';
    throw new MigrationError(
      'SIDES_CONTRADICT',
      `This database has applied ${names.join(', ')}, but not ${missing.map(({ name }) => name).join(', ')}, which will come before. ` +
        `Nothing was changed. Take back what this branch did, then run this again: mikro-orm migration:down --to ${last}; afterwards migration:up applies all in the new order.`,
    );
  }
  return concerned;
}

/** Gives the rows of the history the new names of their migrations. */
export async function renameHistory(
  { driver, options, folder, settings }: Project,
  plan: HistoryPlan,
): Promise<void> {
  if (plan.length === 0) {
    return;
  }
  const recorded = await readChecksums(folder);
  const workbench = new Workbench({ driver, options, folder, settings, emit: async () => {} });
  await workbench.withLock('migration:rebase', undefined, ({ database, history }) =>
    database.transaction('migration:rebase', FIRST_ATTEMPT, async ({ execute }) => {
      for (const { from, to } of plan) {
        const name = withoutExtension(from);
        const names = [name, `${name}.ts`, `${name}.js`].map(quoteString).join(', ');
        await execute(
          `update ${quoteName(history.name)} set "name" = ${quoteString(withoutExtension(to))} where "name" in (${names})`,
        );
        // Where the text of a file is what is hashed, its name is a part of it.
        const checksum = recorded?.find((entry) => entry.name === withoutExtension(to))?.checksum;
        if (checksum !== undefined) {
          await history.setChecksum(execute, withoutExtension(to), checksum);
        }
      }
    }),
  );
}
