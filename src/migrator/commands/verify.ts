import type { VerifyOptions, VerifyResult } from '../verify/index.ts';
import type { MigrationCommand } from './command.ts';

export const verifyCommand: MigrationCommand<VerifyOptions, VerifyResult> = {
  command: 'migration:verify',
  describe: 'Try the migrations on scratch databases, with rows: up, down, and up again',
  exits: { 0: 'they go there and back on both databases, and lose nothing', 1: 'findings' },
  examples: [
    ['migration:verify', 'the whole history'],
    ['migration:verify --new', 'the migrations of this branch'],
    ['migration:verify --from Migration20261123124642_add_priority', 'that one and those after it'],
  ],
  options: (program) =>
    program
      .option('from', { type: 'string', desc: 'This migration and those after it (default: all)' })
      .option('new', {
        type: 'boolean',
        default: false,
        desc: 'Only migrations that are not on the main branch',
      })
      .option('seed', {
        type: 'number',
        default: 1,
        desc: 'Of the generated rows: the same number gives the same rows',
      }),
  async run({ project, progress }, options) {
    const { printVerification, verifyMigrations } = await import('../verify/index.ts');
    const result = await verifyMigrations(project, options, progress);
    return {
      exitCode: result.findings.length > 0 ? 1 : 0,
      json: result,
      lines: printVerification(result),
    };
  },
};
