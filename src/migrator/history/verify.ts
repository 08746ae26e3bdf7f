import { MigrationError } from '../errors.ts';
import type { MigrationFile } from '../run/migration-file.ts';
import { differs } from './checksum.ts';
import { CHECKSUM_FILE, type ChecksumEntry } from './checksum-file.ts';
import type { History } from './history-table.ts';

/** Nothing tells whether another database has applied it as it was. */
const WAY_OUT =
  'Restore it from version control; if no database has applied it yet, record it as it is: MIGRATION_RECORD=1 npx mikro-orm migration:up';

/** A migration file with what it does now. */
export interface KnownFile extends MigrationFile {
  checksum: string | undefined;
}

/** Something that does not fit between files, checksum file and history. */
export interface HistoryFinding {
  kind:
    | 'edited'
    | 'deleted'
    | 'unknown'
    | 'late'
    | 'unfinished up'
    | 'unfinished down'
    | 'unrecorded'
    | 'checksum';
  migration: string;
  /** What is wrong and what to do, in sentences. */
  message: string;
}

/**
 * Compares the history of a database with the files.
 *
 * @param recorded The checksum file, where there is one.
 */
export function compareHistory(
  files: readonly KnownFile[],
  { applied, unfinished }: History,
  recorded: readonly ChecksumEntry[] | undefined,
): HistoryFinding[] {
  const byName = new Map(files.map((file) => [file.name, file]));
  const findings: HistoryFinding[] = [];
  for (const row of applied) {
    const file = byName.get(row.name);
    if (file === undefined) {
      findings.push(missingFile(row.name, recorded));
    } else if (differs(file.checksum, row.checksum)) {
      findings.push({
        kind: 'edited',
        migration: row.name,
        message: `${row.name} was edited after it was applied to this database. Restore the file from version control, and make the change in a new migration; or, where no other database has it yet, restore it, run migration:down, and edit it then.`,
      });
    }
  }
  const names = new Set(applied.map(({ name }) => name));
  const last = files.findLast(({ name }) => names.has(name));
  for (const file of last === undefined ? [] : files.slice(0, files.indexOf(last))) {
    if (!names.has(file.name)) {
      findings.push({
        kind: 'late',
        migration: file.name,
        message: `${file.name} is not applied, but ${last?.name}, which comes after it, is: it was added late. Run the command migration:rebase to put it after the others, or apply it as it is with --only ${file.name}.`,
      });
    }
  }
  for (const { name, direction } of unfinished) {
    findings.push({
      kind: `unfinished ${direction}`,
      migration: name,
      message: `${direction} of ${name} was interrupted. Run migration:${direction} to finish it.`,
    });
  }
  return findings;
}

function missingFile(name: string, recorded: readonly ChecksumEntry[] | undefined): HistoryFinding {
  return recorded?.some((entry) => entry.name === name)
    ? {
        kind: 'deleted',
        migration: name,
        message: `${name} is applied to this database, but its file was deleted. Restore it from version control; if it is gone for good, take it out of the history with migration:unlog -n ${name}.`,
      }
    : {
        kind: 'unknown',
        migration: name,
        message: `${name} is applied to this database, but is not known here: another branch, or a newer version, applied it. Get its file; if it is gone for good, take it out of the history with migration:unlog -n ${name}.`,
      };
}

/**
 * Compares the files with the checksum file.
 *
 * @param recorded Absent in a project that has just adopted this migrator: then there is nothing to compare.
 */
export function compareChecksums(
  files: readonly KnownFile[],
  recorded: readonly ChecksumEntry[] | undefined,
): HistoryFinding[] {
  if (recorded === undefined) {
    return [];
  }
  const byName = new Map(recorded.map((entry) => [entry.name, entry]));
  const findings: HistoryFinding[] = [];
  for (const file of files) {
    const entry = byName.get(file.name);
    if (entry === undefined) {
      findings.push({
        kind: 'unrecorded',
        migration: file.name,
        message: `${file.name} is not in ${CHECKSUM_FILE}: it was not made by migration:create, or its line was lost in a merge. ${WAY_OUT}`,
      });
    } else if (differs(entry.checksum, file.checksum)) {
      findings.push({
        kind: 'checksum',
        migration: file.name,
        message: `${file.name} is not what ${CHECKSUM_FILE} says: it was edited. ${WAY_OUT}`,
      });
    }
  }
  const names = new Set(files.map(({ name }) => name));
  for (const { name } of recorded) {
    if (!names.has(name)) {
      findings.push({
        kind: 'deleted',
        migration: name,
        message: `${name} is in ${CHECKSUM_FILE}, but its file was deleted. Restore it from version control.`,
      });
    }
  }
  return findings;
}

/** @throws {MigrationError} HISTORY_MISMATCH where there are findings. */
export function refuseFindings(findings: readonly HistoryFinding[]): void {
  if (findings.length > 0) {
    const lines = [...new Set(findings.map(({ message }) => message))];
    throw new MigrationError('HISTORY_MISMATCH', `${lines.join('\n')}\nNothing was changed.`);
  }
}
