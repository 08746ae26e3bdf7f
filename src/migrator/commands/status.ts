import type { Status } from '../status/index.ts';
import type { MigrationCommand } from './command.ts';

export const statusCommand: MigrationCommand<object, Status> = {
  command: 'migration:status',
  describe: 'Show every migration, applied or pending, and what does not fit',
  exits: {
    0: 'everything fits, pending migrations or not; also where the database did not answer',
    1: 'a migration was edited, deleted, added late, left unfinished, or cannot be read',
  },
  examples: [
    ['migration:status', 'a table for people'],
    ['migration:status --json', 'with the statements of every migration in full'],
  ],
  options: (program) => program,
  async run({ project, progress }) {
    const { readStatus } = await import('../status/index.ts');
    const { printStatus } = await import('../status/print.ts');
    const status = await readStatus(project, progress);
    const isFine =
      status.findings.length === 0 && status.migrations.every(({ findings }) => findings.length === 0);
    return { exitCode: isFine ? 0 : 1, json: status, lines: printStatus(status) };
  },
};
