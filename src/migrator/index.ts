export type { CheckResult, Finding } from './check/index.ts';
export { DualMigration } from './dual-migration.ts';
export { DualMigrator, dualMigrator } from './migrator.ts';
export { addRebaseCommand } from './rebase/command.ts';
