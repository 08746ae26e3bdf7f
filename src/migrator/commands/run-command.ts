import type { configure } from '@mikro-orm/cli';
import { MigrationError } from '../errors.ts';
import type { Project } from '../project.ts';
import type { CommandResult, MigrationCommand } from './command.ts';
import { createProgress } from './progress.ts';

/** The yargs program that is MikroORM's command line. */
export type Program = Awaited<ReturnType<typeof configure>>;

/** Adds one command to MikroORM's command line. */
export function addCommand<Options extends object, Json>(
  program: Program,
  command: MigrationCommand<Options, Json>,
): Program {
  return program.command(
    command.command,
    command.describe,
    (args) =>
      command.options(args).option('json', {
        type: 'boolean',
        default: false,
        desc: 'Print one JSON document, for scripts',
      }),
    async (args) => {
      // Here, so that an application which imports the migrator does not load a command line.
      const { CLIHelper } = await import('@mikro-orm/cli');
      const { contextName, config, json } = args as unknown as {
        contextName: string;
        config?: string[];
        json: boolean;
      };
      const orm = await CLIHelper.getORM(contextName, config);
      const progress = createProgress(process.stderr);
      try {
        const migrator: unknown = orm.migrator;
        const project = await (migrator as { project(): Promise<Project> }).project();
        const result = await command.run({ project, progress }, args as unknown as Options);
        progress.end();
        print(result, json);
      } catch (error) {
        progress.end();
        refuse(error, json);
      } finally {
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

function refuse(error: unknown, asJson: boolean): void {
  if (!(error instanceof MigrationError)) {
    throw error;
  }
  if (asJson) {
    const { code, message } = error;
    process.stdout.write(`${JSON.stringify({ error: { code, message } }, undefined, 2)}\n`);
  } else {
    process.stderr.write(`${error.message}\n`);
  }
  process.exitCode = 1;
}
