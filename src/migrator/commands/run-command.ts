import type { configure } from '@mikro-orm/cli';
import type { Argv } from 'yargs';
import type { Project } from '../project.ts';
import type { CommandResult, MigrationCommand } from './command.ts';
import { createProgress } from './progress.ts';

/** The yargs program that is MikroORM's command line. */
export type Program = Awaited<ReturnType<typeof configure>>;

/** What every command is given. */
interface CommonOptions {
  contextName: string;
  config?: string[];
  quiet: boolean;
  json: boolean;
}

/** Adds one command to MikroORM's command line. What stops it is thrown, for `runProgram` to say. */
export function addCommand<Options extends object, Json>(
  program: Program,
  command: MigrationCommand<Options, Json>,
): Program {
  const declare = (args: Argv) => declareOptions(command, args);
  const handle = async (args: object) => run(command, args as Options & CommonOptions);
  return command.describe === false
    ? program.command(command.command, command.describe, declare, handle)
    : program.command(command.command, command.describe, declare, handle);
}

function declareOptions<Options extends object, Json>(
  { options, examples, exits }: MigrationCommand<Options, Json>,
  args: Argv,
): Argv {
  for (const [call, effect] of examples) {
    args.example(`$0 ${call}`, effect);
  }
  return options(args)
    .option('json', { type: 'boolean', default: false, desc: 'Print one JSON document, for scripts' })
    .epilogue(
      `Exit codes:\n  0  ${exits[0]}\n  1  ${exits[1]}\n  2  wrong usage: an unknown command or option, a missing or wrong value`,
    );
}

async function run<Options extends object, Json>(
  command: MigrationCommand<Options, Json>,
  args: Options & CommonOptions,
): Promise<void> {
  const { contextName, config, quiet, json } = args;
  // Here, so that an application which imports the migrator does not load a command line.
  const { CLIHelper } = await import('@mikro-orm/cli');
  // What MikroORM itself has to say must not stand between what a script reads.
  const logger = (line: string) => process.stderr.write(`${line}\n`);
  const orm = await CLIHelper.getORM(contextName, config, { logger });
  const progress = createProgress(process.stderr, quiet);
  try {
    const migrator: unknown = orm.migrator;
    const project = await (migrator as { project(): Promise<Project> }).project();
    const result = await command.run({ project, progress }, args);
    progress.end();
    print(result, json);
  } finally {
    progress.end();
    await orm.close(true);
  }
}

function print<Json>({ exitCode, json, lines }: CommandResult<Json>, asJson: boolean): void {
  const text = asJson ? JSON.stringify(json, undefined, 2) : lines.join('\n');
  process.stdout.write(text === '' ? '' : `${text}\n`);
  process.exitCode = exitCode;
}
