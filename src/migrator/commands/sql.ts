import { DIALECTS, type Dialect } from '../model/schema.ts';
import type { ScriptRequest, ScriptStatement } from '../script/index.ts';
import type { MigrationCommand } from './command.ts';

/** What `migration:sql --json` prints. */
interface SqlJson {
  dialect: Dialect;
  statements: ScriptStatement[];
}

export const sqlCommand: MigrationCommand<ScriptRequest, SqlJson> = {
  command: 'migration:sql',
  describe: 'Print the script that up or down would run, without connecting',
  exits: { 0: 'printed', 1: 'a migration cannot be scripted, or there is nothing to revert' },
  examples: [
    ['migration:sql --dialect postgresql', 'the whole history, for psql'],
    ['migration:sql --from <name>', 'what comes after that migration'],
    ['migration:sql --down --to 0', 'back to the empty database'],
  ],
  options: (program) =>
    program
      .option('from', {
        type: 'string',
        desc: 'The migration that was applied last (default: none; with --down: the last one)',
      })
      .option('to', {
        type: 'string',
        desc: 'The last one to apply (default: all); with --down the one to go back to, or 0 (default: one step)',
      })
      .option('down', { type: 'boolean', default: false, desc: 'What migration:down would run' })
      .option('dialect', {
        choices: DIALECTS,
        desc: "The database that the script is for (default: the project's)",
      }),
  async run({ project, progress }, { dialect, from, to, down }) {
    const { scriptMigrations } = await import('../script/index.ts');
    const { printScript } = await import('../script/print.ts');
    progress.report('Running the migrations without a database');
    const script = await scriptMigrations(project, { dialect, from, to, down });
    return {
      exitCode: 0,
      json: { dialect: script.dialect, statements: script.statements },
      lines: printScript(script),
    };
  },
};
