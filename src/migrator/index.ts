import type { Program } from './commands/run-command.ts';

export type { CheckResult, Finding } from './check/index.ts';
export { DualMigration } from './dual-migration.ts';
export { MigrationError, type MigrationErrorCode } from './errors.ts';
export { DualMigrator, dualMigrator } from './migrator.ts';
export type { DualMigratorOptions } from './options.ts';

/**
 * Adds every command of the migrator to MikroORM's command line.
 *
 * @param program What `configure()` of `@mikro-orm/cli` gives.
 */
export async function addMigrationCommands(program: Program): Promise<Program> {
  // Loaded when it is asked for: an application that starts does not.
  const { addAll } = await import('./commands/index.ts');
  return addAll(program);
}

/** Runs a command line to its end; see `commands/program.ts`. */
export async function runProgram(program: Program, args: readonly string[]): Promise<void> {
  const { runProgram: run } = await import('./commands/program.ts');
  await run(program, args);
}
