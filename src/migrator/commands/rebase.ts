import type { RebaseRequest, RebaseResult } from '../rebase/index.ts';
import type { MigrationCommand } from './command.ts';

export const rebaseCommand: MigrationCommand<RebaseRequest, RebaseResult> = {
  command: 'migration:rebase',
  describe: 'After a git merge, put migrations of this branch behind the others',
  exits: { 0: 'done, or nothing to do', 1: 'refused; nothing was changed' },
  examples: [['migration:rebase --base develop', 'put them after those of develop']],
  options: (program) =>
    program.option('base', {
      type: 'string',
      desc: 'The branch or commit whose migrations keep their places (default: the main branch)',
    }),
  async run({ project, progress }, { base }) {
    const { rebaseMigrations } = await import('../rebase/index.ts');
    progress.report('Trying the new order');
    const result = await rebaseMigrations(project, { base });
    return { exitCode: 0, json: result, lines: describe(result) };
  },
};

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
