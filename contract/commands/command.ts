import type { ParseArgsOptionsConfig } from 'node:util';

/** What a command has to say. */
export interface CommandResult {
  /** 0: fine. 1: findings, or refused. */
  exitCode: 0 | 1;
  /** What `--json` prints, as one document. */
  json: unknown;
  /** What is printed without `--json`, a line each. */
  lines: readonly string[];
}

/** One command: how it is called, and a function of a project's folder and the options. */
export interface SchemaCommand {
  name: string;
  /** One line of `--help`. */
  describe: string;
  options: ParseArgsOptionsConfig & Record<string, { describe: string }>;
  /** @throws {Refusal} for what a sentence explains. */
  run(root: string, options: Readonly<Record<string, unknown>>): Promise<CommandResult>;
}
