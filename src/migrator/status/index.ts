import { withPresentDatabase } from '../check/database.ts';
import type { Progress } from '../commands/progress.ts';
import { MigrationError } from '../errors.ts';
import { type ChecksumEntry, readChecksums } from '../history/checksum-file.ts';
import type { History } from '../history/history-table.ts';
import { compareChecksums, compareHistory, type HistoryFinding, type KnownFile } from '../history/verify.ts';
import { dialectOf } from '../model/dialect-of.ts';
import type { Dialect } from '../model/schema.ts';
import type { Project } from '../project.ts';
import type { LockState } from '../run/lock-wait.ts';
import { findMigrations } from '../run/migration-file.ts';
import { type DescribedFile, describeFile } from './describe-file.ts';

/** Whether a migration is what it was when it was recorded. */
export type ChecksumState =
  /** As the checksum file, and its row in the history, say. */
  | 'as recorded'
  | 'edited'
  /** The checksum file does not know it. */
  | 'not in the checksum file'
  /** Applied by MikroORM's own migrator, which keeps none; the next `up` writes it. */
  | 'not in the history'
  /** None can be computed: its code executes queries, and there is no file; or the file is missing. */
  | 'none';

/** One migration: a file, a row of the history, or both. */
export interface MigrationStatus extends Omit<DescribedFile, 'checksum'> {
  /** `unknown`: the database could not be asked. */
  state: 'applied' | 'pending' | 'unfinished' | 'unknown';
  /** Where it is applied. */
  applied: { at: string; duration: number | undefined; by: string | undefined } | undefined;
  checksum: ChecksumState;
  /** What does not fit, in sentences that say what to do. */
  findings: string[];
}

/** What `migration:status` has to say. */
export interface Status {
  /** The project's database. */
  database: { dialect: Dialect; address: string | undefined; problem: string | undefined };
  /** Undefined where the database could not be asked. */
  lock: LockState | undefined;
  /** In the order of the files; those without a file after them. */
  migrations: MigrationStatus[];
  /** What does not fit and belongs to no one migration. */
  findings: string[];
}

const EMPTY: History = { applied: [], unfinished: [] };

/** Reads every migration, the checksum file and, where it answers, the history of the database. Changes nothing. */
export async function readStatus(project: Project, progress: Progress): Promise<Status> {
  const { driver, options, folder } = project;
  const found = findMigrations(options, folder);
  const files: DescribedFile[] = [];
  for (const [index, file] of found.entries()) {
    progress.report('Reading the migrations', index, found.length);
    files.push(await describeFile(file, driver.config));
  }
  progress.report('Asking the database');
  const reached = await withPresentDatabase(project, async (database, table) => ({
    address: database.address,
    history: await database.connection((session) => table.read(session.execute)),
    lock: await database.lockState(),
  }));
  const { recorded, problem } = await readRecorded(options.migrationsList === undefined ? folder : undefined);
  const history = 'value' in reached ? reached.value.history : reached.empty ? EMPTY : undefined;
  return {
    database: {
      dialect: dialectOf(driver.getPlatform()),
      address: 'value' in reached ? reached.value.address : undefined,
      problem: 'reason' in reached ? `${reached.reason}.` : undefined,
    },
    lock: 'value' in reached ? reached.value.lock : undefined,
    migrations: join(files, history, recorded),
    findings: problem === undefined ? [] : [problem],
  };
}

/** An unfinished merge in the checksum file is a finding; the rest of the status does not need it. */
async function readRecorded(folder: string | undefined) {
  try {
    return { recorded: folder === undefined ? undefined : await readChecksums(folder) };
  } catch (error) {
    if (!(error instanceof MigrationError)) {
      throw error;
    }
    return { recorded: undefined, problem: error.message };
  }
}

function join(
  files: readonly DescribedFile[],
  history: History | undefined,
  recorded: readonly ChecksumEntry[] | undefined,
): MigrationStatus[] {
  const known = files.map(({ name, checksum }): KnownFile => ({ name, checksum, load: notAgain }));
  const mismatches = history === undefined ? [] : compareHistory(known, history, recorded);
  const findings = [
    ...mismatches,
    ...compareChecksums(known, recorded).filter(
      ({ migration }) => !mismatches.some((mismatch) => mismatch.migration === migration),
    ),
  ];
  const names = [
    ...new Set([...files.map(({ name }) => name), ...findings.map(({ migration }) => migration)]),
  ];
  return names.map((name) => {
    const file = files.find((candidate) => candidate.name === name);
    const row = history?.applied.find((candidate) => candidate.name === name);
    const own = findings.filter(({ migration }) => migration === name);
    const { checksum: _, ...described } = file ?? withoutFile(name);
    const isUnfinished = history?.unfinished.some((candidate) => candidate.name === name);
    const state = isUnfinished ? 'unfinished' : row === undefined ? 'pending' : 'applied';
    return {
      ...described,
      state: history === undefined ? 'unknown' : state,
      applied: row && { at: row.executedAt.toISOString(), duration: row.duration, by: row.executedBy },
      checksum: checksumState(file, own, row !== undefined && row.checksum === undefined),
      findings: [
        ...(described.failure === undefined ? [] : [described.failure]),
        ...own.map(({ message }) => message),
      ],
    };
  });
}

function checksumState(
  file: DescribedFile | undefined,
  findings: readonly HistoryFinding[],
  isStockRow: boolean,
): ChecksumState {
  const kinds = findings.map(({ kind }) => kind);
  if (kinds.includes('edited') || kinds.includes('checksum')) {
    return 'edited';
  }
  if (kinds.includes('unrecorded')) {
    return 'not in the checksum file';
  }
  if (file?.checksum === undefined) {
    return 'none';
  }
  return isStockRow ? 'not in the history' : 'as recorded';
}

function withoutFile(name: string): DescribedFile {
  return {
    name,
    checksum: undefined,
    transactional: undefined,
    dialects: undefined,
    reversible: undefined,
    loses: { up: [], down: [] },
    failure: undefined,
  };
}

function notAgain(): never {
  throw new TypeError('What a file says is known already.');
}
