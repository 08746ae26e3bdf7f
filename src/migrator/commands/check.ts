import { styleText } from 'node:util';
import type { CheckResult } from '../check/index.ts';
import type { MigrationCommand } from './command.ts';

/** In the place of MikroORM's own, for `--json`; what it finds is the same. */
export const checkCommand: MigrationCommand<object, CheckResult> = {
  command: 'migration:check',
  describe: false,
  exits: { 0: 'entities, snapshots, files, checksums and database agree', 1: 'findings' },
  examples: [['migration:check --json', 'each finding with its code']],
  options: (program) => program,
  async run({ project, progress }) {
    const { checkEverything } = await import('../check/index.ts');
    progress.report('Checking');
    const result = await checkEverything(project);
    const { findings, notes } = result;
    const lines = [...findings.map(({ message }) => message), ...notes];
    return findings.length > 0
      ? { exitCode: 1, json: result, lines }
      : { exitCode: 0, json: result, lines: [...lines, styleText('green', 'Nothing was found.')] };
  },
};
