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
 * @see runCommand for what every command has in common: `--json`, exit codes, errors, opening and closing the project.
 */
export interface MigrationCommand<Options extends object, Json> {
  /** As yargs takes it: `migration:lint [files..]`. */
  command: string;
  /** One line of `--help`. */
  describe: string;
  /** Declares the options beside those that every command has. */
  options(program: Argv): Argv<Options>;
  /** @throws {MigrationError} for what stops it; printed as a sentence, exit code 1. */
  run(context: CommandContext, options: Options): Promise<CommandResult<Json>>;
}
