import type { CreatedMigration } from './create-migration.ts';

/** Names every migration of a change that is several, in the order in which they are applied. */
export function reportFiles({ files }: CreatedMigration, report: (line: string) => void): void {
  if (files.length < 2) {
    return;
  }
  report(`This change is ${files.length} migrations, so that no table is stopped while it is applied:`);
  for (const [index, { fileName, description }] of files.entries()) {
    report(`  ${index + 1}. ${fileName}: ${description}`);
  }
}
