export { DualMigration } from './dual-migration.ts';
export { DualMigrator, dualMigrator } from './migrator.ts';
