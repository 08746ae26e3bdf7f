import { styleText } from 'node:util';
import type { LintFinding, LintRequest, LintResult } from '../lint/index.ts';
import type { MigrationCommand } from './command.ts';

export const lintCommand: MigrationCommand<LintRequest, LintResult> = {
  command: 'migration:lint [files..]',
  describe:
    'Say what a reviewer should see before migrations are deployed: locks, losses, what breaks old programs',
  exits: { 0: 'nothing found that is not waived', 1: 'findings' },
  examples: [
    ['migration:lint', 'the migrations that are not on the main branch'],
    ['migration:lint --all', 'the whole history'],
    ['migration:lint migrations/Migration20261130090000_add_place.ts', 'one file'],
  ],
  options: (program) =>
    program
      .positional('files', {
        type: 'string',
        array: true,
        desc: 'Names or paths (default: the migrations that are not on the main branch)',
      })
      .option('all', { type: 'boolean', default: false, desc: 'Lint the whole history' })
      .option('base', {
        type: 'string',
        desc: 'The branch or commit whose migrations are not new (default: the main branch; on it, the last release or commit)',
      })
      .option('rehearse', {
        type: 'boolean',
        default: true,
        desc: 'Carry them out on scratch databases, to measure what they lock; --no-rehearse reads only',
      }),
  async run({ project, progress }, { files, all, base, rehearse }) {
    const { lintMigrations } = await import('../lint/index.ts');
    const result = await lintMigrations(project, { files, all, base, rehearse }, progress);
    return { exitCode: result.findings.length > 0 ? 1 : 0, json: result, lines: describe(result) };
  },
};

function describe({ findings, waived, files, notes }: LintResult): string[] {
  const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`;
  const total = `${count(findings.length, 'finding')} in ${count(files.length, 'migration')}, ${waived.length} waived.`;
  return [
    ...findings.flatMap(describeFinding),
    ...notes,
    styleText(findings.length > 0 ? 'red' : 'green', total),
  ];
}

/** As compilers print it, so that editors find the place. */
function describeFinding({ file, line, rule, reason, alternative, link }: LintFinding): string[] {
  return [
    `${styleText('bold', `${file}:${line}`)} ${styleText('yellow', rule)}  ${reason}`,
    `    ${alternative}`,
    `    ${styleText('dim', link)}`,
  ];
}
