import { readChecksums } from '../history/checksum-file.ts';
import { identify } from '../history/guard.ts';
import type { History } from '../history/history-table.ts';
import { compareChecksums, compareHistory, type HistoryFinding, type KnownFile } from '../history/verify.ts';
import type { Project } from '../project.ts';
import type { MigrationFile } from '../run/migration-file.ts';
import type { CheckResult, Finding } from './finding.ts';

/** Compares the migration files with the checksum file and, where a database is at hand, with its history. */
export async function checkHistory(
  { driver, options, folder }: Project,
  files: readonly MigrationFile[],
  history: History | undefined,
): Promise<CheckResult> {
  const known = await identify(files, driver.config);
  const recorded = options.migrationsList === undefined ? await readChecksums(folder) : undefined;
  const checksums = compareChecksums(known, recorded);
  if (history === undefined) {
    return { findings: checksums.map(finding('CHECKSUM')), notes: [] };
  }
  const mismatches = compareHistory(known, history, recorded);
  const isReported = ({ migration }: HistoryFinding) =>
    mismatches.some((other) => other.migration === migration);
  return {
    findings: [
      ...checksums.filter((mismatch) => !isReported(mismatch)).map(finding('CHECKSUM')),
      ...mismatches.map(finding('HISTORY')),
      ...pending(known, history, mismatches).map(
        ({ name }): Finding => ({ code: 'PENDING', message: `${name} is pending: run migration:up.` }),
      ),
    ],
    notes: [],
  };
}

function finding(code: Finding['code']): (mismatch: HistoryFinding) => Finding {
  return ({ message }) => ({ code, message });
}

/** The files that wait, but for those that something else is said of. */
function pending(
  files: readonly KnownFile[],
  { applied }: History,
  mismatches: readonly HistoryFinding[],
): KnownFile[] {
  return files.filter(
    ({ name }) =>
      !applied.some((row) => row.name === name) && !mismatches.some(({ migration }) => migration === name),
  );
}
