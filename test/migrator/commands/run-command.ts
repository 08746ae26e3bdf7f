import type { CommandResult, MigrationCommand } from '../../../src/migrator/commands/command.ts';
import type { Project } from '../../../src/migrator/project.ts';

/** Runs a command as the program does, but for printing. */
export async function runCommand<Options extends object, Json>(
  command: MigrationCommand<Options, Json>,
  { orm }: { orm: { migrator: object } },
  options: Options,
): Promise<CommandResult<Json>> {
  const migrator = orm.migrator as { project(): Promise<Project> };
  const progress = { report: () => {}, end: () => {} };
  return command.run({ project: await migrator.project(), progress }, options);
}
