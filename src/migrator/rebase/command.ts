import type { configure } from '@mikro-orm/cli';
import { MigrationError } from '../errors.ts';
import type { RebaseRequest, RebaseResult } from './index.ts';

/** The yargs program that is MikroORM's command line. */
type Program = Awaited<ReturnType<typeof configure>>;

/** Adds `migration:rebase` to MikroORM's command line. */
export function addRebaseCommand(program: Program): Program {
  return program.command(
    'migration:rebase',
    'After a git merge, put the migrations of this branch after those of the other',
    (options) =>
      options.option('base', {
        type: 'string',
        desc: 'The branch or commit whose migrations keep their places (default: the main branch)',
      }),
    async ({ contextName, config, base }) => {
      // Here, so that an application which imports the migrator does not load a command line.
      const { CLIHelper } = await import('@mikro-orm/cli');
      const orm = await CLIHelper.getORM(contextName, config);
      try {
        const migrator: unknown = orm.migrator;
        for (const line of describe(await (migrator as Rebasing).rebase({ base }))) {
          CLIHelper.info(line);
        }
      } catch (error) {
        if (!(error instanceof MigrationError)) {
          throw error;
        }
        process.stderr.write(`${error.message}\n`);
        process.exitCode = 1;
      } finally {
        await orm.close(true);
      }
    },
  );
}

interface Rebasing {
  rebase(request: RebaseRequest): Promise<RebaseResult>;
}

function describe({ base, renumbered, notes }: RebaseResult): string[] {
  const moved = renumbered.map(({ from, to }) => `${from} is now ${to}.`);
  return [
    ...(moved.length > 0 ? moved : [`The migrations of this branch come after those of ${base} already.`]),
    'Wrote both snapshots and the checksum file anew.',
    ...(moved.length > 0
      ? [
          'A database that has applied a migration under its old name refuses the new files: take it back there with migration:down, before it gets them.',
        ]
      : []),
    ...notes,
    'To do: git add the migrations folder, and commit.',
  ];
}
