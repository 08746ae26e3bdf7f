import type { Configuration } from '@mikro-orm/core';
import type { RunContext } from '../run/context.ts';
import type { MigrationFile } from '../run/migration-file.ts';
import { checksumOf } from './checksum.ts';
import { type ChecksumEntry, readChecksums, writeChecksums } from './checksum-file.ts';
import type { History } from './history-table.ts';
import {
  compareChecksums,
  compareHistory,
  type HistoryFinding,
  type KnownFile,
  refuseFindings,
} from './verify.ts';

/** Where the checksum file is; undefined for a project that lists its migrations. */
type Folder = string | undefined;

/** Adds to each file what it does now. */
export async function identify(files: readonly MigrationFile[], config: Configuration): Promise<KnownFile[]> {
  const known: KnownFile[] = [];
  for (const file of files) {
    known.push({ ...file, checksum: await checksumOf(file, config) });
  }
  return known;
}

/**
 * Refuses an `up` whose files, checksum file and history do not fit, before anything runs.
 *
 * @param chosen Names that the caller gave one by one: those may be late.
 * @throws {MigrationError} HISTORY_MISMATCH
 */
export async function guardUp(
  context: RunContext,
  files: readonly KnownFile[],
  history: History,
  folder: Folder,
  chosen: readonly string[],
): Promise<void> {
  const recorded = folder === undefined ? undefined : await readChecksums(folder);
  const { refused, recordable } = judgeUp(files, history, recorded, chosen);
  refuseFindings(refused);
  if (folder !== undefined && recorded !== undefined && recordable.length > 0) {
    await record(context, folder, files, recorded, recordable);
  }
  await adopt(context, files, history);
}

/** What stands against an `up`, and what its run would only record. */
export function judgeUp(
  files: readonly KnownFile[],
  history: History,
  recorded: readonly ChecksumEntry[] | undefined,
  chosen: readonly string[],
): { refused: HistoryFinding[]; recordable: HistoryFinding[] } {
  const findings = compareHistory(files, history, recorded).filter(
    ({ kind, migration }) => kind !== 'unfinished up' && !(kind === 'late' && chosen.includes(migration)),
  );
  const reported = new Set(findings.map(({ migration }) => migration));
  const applied = new Set(history.applied.map(({ name }) => name));
  const mismatches = compareChecksums(files, recorded).filter(({ migration }) => !reported.has(migration));
  const recordable = mismatches.filter((finding) => isRecordable(finding, files, applied));
  return {
    refused: [...findings, ...mismatches.filter((finding) => !recordable.includes(finding))],
    recordable,
  };
}

/**
 * Refuses a `down` of migrations that are not what was applied.
 *
 * @param reverted Those to revert.
 * @throws {MigrationError} HISTORY_MISMATCH
 */
export function guardDown(reverted: readonly KnownFile[], history: History): void {
  const names = new Set(reverted.map(({ name }) => name));
  const findings = compareHistory(reverted, history, undefined);
  refuseFindings(
    findings.filter(
      ({ kind, migration }) => kind === 'unfinished up' || (kind === 'edited' && names.has(migration)),
    ),
  );
}

/**
 * Whether the checksum file may follow an edit: that of the newest migration while it is being written, on a
 * developer's machine. MIGRATION_RECORD=1 says so for others that are not applied here.
 */
function isRecordable(
  { kind, migration }: HistoryFinding,
  files: readonly KnownFile[],
  applied: ReadonlySet<string>,
): boolean {
  const released = process.env.NODE_ENV === 'production' || /^(1|true)$/i.test(process.env.CI ?? '');
  const wanted = /^(1|true|yes)$/i.test(process.env.MIGRATION_RECORD ?? '');
  return (
    (kind === 'checksum' || kind === 'unrecorded') &&
    !applied.has(migration) &&
    (wanted || (!released && files.at(-1)?.name === migration))
  );
}

async function record(
  { settings }: RunContext,
  folder: string,
  files: readonly KnownFile[],
  recorded: readonly ChecksumEntry[],
  changed: readonly HistoryFinding[],
): Promise<void> {
  const names = new Set(changed.map(({ migration }) => migration));
  const current = files.filter(({ name }) => names.has(name));
  const entries = [...recorded.filter(({ name }) => !names.has(name)), ...current];
  await writeChecksums(
    folder,
    entries.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  );
  settings.report(`Recorded ${[...names].join(', ')} in the checksum file as edited; commit both together.`);
}

/** Gives rows that MikroORM's own migrator wrote the checksum of their files as they are now. */
async function adopt(
  { database, history, settings }: RunContext,
  files: readonly KnownFile[],
  { applied }: History,
): Promise<void> {
  const checksums = new Map(files.map(({ name, checksum }) => [name, checksum]));
  const adopted = applied.flatMap(({ name, checksum }) => {
    const current = checksums.get(name);
    return checksum === undefined && current !== undefined ? [{ name, checksum: current }] : [];
  });
  if (adopted.length > 0) {
    await database.connection(async ({ execute }) => {
      for (const row of adopted) {
        await history.setChecksum(execute, row.name, row.checksum);
      }
    });
    const subject = adopted.length === 1 ? '1 applied migration' : `${adopted.length} applied migrations`;
    settings.report(`Wrote the checksums of ${subject} into the history.`);
  }
}
