import type { configure } from '@mikro-orm/cli';
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
  return program.command(
    command.command,
    command.describe,
    (args) => {
      for (const [call, effect] of command.examples) {
        args.example(`$0 ${call}`, effect);
      }
      return command
        .options(args)
        .option('json', { type: 'boolean', default: false, desc: 'Print one JSON document, for scripts' })
        .epilogue(
          `Exit codes:\n  0  ${command.exits[0]}\n  1  ${command.exits[1]}\n  2  wrong usage: an unknown command or option, a missing or wrong value`,
        );
    },
    async (args) => {
      const { contextName, config, quiet, json } = args as unknown as CommonOptions;
      // Here, so that an application which imports the migrator does not load a command line.
      const { CLIHelper } = await import('@mikro-orm/cli');
      // What MikroORM itself has to say must not stand between what a script reads.
      const logger = (line: string) => process.stderr.write(`${line}\n`);
      const orm = await CLIHelper.getORM(contextName, config, { logger });
      const progress = createProgress(process.stderr, quiet);
      try {
        const migrator: unknown = orm.migrator;
        const project = await (migrator as { project(): Promise<Project> }).project();
        const result = await command.run({ project, progress }, args as unknown as Options);
        progress.end();
        print(result, json);
      } finally {
        progress.end();
        await orm.close(true);
      }
    },
  );
}

function print<Json>({ exitCode, json, lines }: CommandResult<Json>, asJson: boolean): void {
  const text = asJson ? JSON.stringify(json, undefined, 2) : lines.join('\n');
  process.stdout.write(text === '' ? '' : `${text}\n`);
  process.exitCode = exitCode;
}
