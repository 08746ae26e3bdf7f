import type { Argv } from 'yargs';
import type { Project } from '../project.ts';
import type { Progress } from './progress.ts';

/** What a command has to say. */
export interface CommandResult<Json> {
  /** 0: fine. 1: findings, or something that failed. (2, wrong usage, is said before a command runs.) */
  exitCode: 0 | 1;
  /** What `--json` prints, as one document. */
  json: Json;
  /** What is printed without `--json`, a line each. May hold colours of `node:util`'s `styleText`. */
  lines: readonly string[];
}

/** What a command works with. */
export interface CommandContext {
  project: Project;
  progress: Progress;
}

/**
 * One command of the migrator's command line: a pure function of a project and its options, and how it is called.
 *
 * To add one: a file here, named for the command, that exports a `MigrationCommand`; its name in the list of
 * `commands/index.ts`; a line in the README's table. The file stays small: what the command does is a function in a folder
 * of its own (`lint/`, `verify/`), which `run` imports when it is called, so that no other command waits for its modules.
 *
 * What all have in common is done for it (`run-command.ts`, `program.ts`): `--json`, `--help` with the exit codes,
 * wrong usage, errors, colours off where no terminal reads, opening and closing the project. A command writes to no stream,
 * ends no process and reads no arguments by itself.
 *
 * @example
 * export const lintCommand: MigrationCommand<{ files?: string[]; all: boolean }, LintResult> = {
 *   command: 'migration:lint [files..]',
 *   describe: 'Say what is dangerous in migrations',
 *   exits: { 0: 'nothing found', 1: 'findings' },
 *   examples: [['migration:lint --all', 'the whole history']],
 *   options: (program) => program.option('all', { type: 'boolean', default: false, desc: '…' }),
 *   async run({ project, progress }, { files, all }) {
 *     const { lintMigrations } = await import('../lint/index.ts');
 *     const result = await lintMigrations(project, { files, all }, progress);
 *     return { exitCode: result.findings.length > 0 ? 1 : 0, json: result, lines: print(result) };
 *   },
 * };
 */
export interface MigrationCommand<Options extends object, Json> {
  /** As yargs takes it: `migration:lint [files..]`. */
  command: string;
  /** One line of `--help`; false in the place of a command of MikroORM, which has a line already. */
  describe: string | false;
  /** What the exit codes mean here, for `--help`. */
  exits: { 0: string; 1: string };
  /** How it is called, without the name of the program, and what that does; for `--help`. At least one. */
  examples: readonly (readonly [call: string, effect: string])[];
  /** Declares the options beside those that every command has. An option of text always takes a value. */
  options(program: Argv): Argv<Options>;
  /** @throws {MigrationError} for what stops it; printed as a sentence, exit code 1 (2 where an option was wrong). */
  run(context: CommandContext, options: Options): Promise<CommandResult<Json>>;
}
