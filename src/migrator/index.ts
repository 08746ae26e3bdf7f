export type { CheckResult, Finding } from './check/index.ts';
export { DualMigration } from './dual-migration.ts';
export { MigrationError, type MigrationErrorCode } from './errors.ts';
export { DualMigrator, dualMigrator } from './migrator.ts';
export type { DualMigratorOptions } from './options.ts';
export { addRebaseCommand } from './rebase/command.ts';
