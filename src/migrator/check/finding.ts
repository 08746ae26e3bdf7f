/** What is wrong, by a code that scripts may rely on. */
export type FindingCode =
  /** A snapshot or the checksum file cannot be read: an unfinished merge, for example. */
  | 'UNREADABLE'
  /** The entities ask for something that no migration brings. */
  | 'NOT_GENERATED'
  /** The migration files do not lead to the snapshot. */
  | 'REPLAY_DIFFERS'
  /** A migration file does not run on an empty database. */
  | 'REPLAY_FAILED'
  /** A migration file is not what the checksum file says. */
  | 'CHECKSUM'
  /** The history of the database does not fit the files. */
  | 'HISTORY'
  /** A migration waits to be applied. */
  | 'PENDING'
  /** The database is not what its migrations made it. */
  | 'DRIFT';

/** One thing that is wrong: a sentence that names the table, column, index or file, and what to do. */
export interface Finding {
  code: FindingCode;
  message: string;
}

/** What a check found. */
export interface CheckResult {
  findings: Finding[];
  /** What could not be checked, and why. */
  notes: string[];
}

/** All results as one. */
export function joinResults(results: readonly CheckResult[]): CheckResult {
  const findings = results.flatMap((result) => result.findings);
  return {
    // One unreadable file stops several parts.
    findings: findings.filter(
      ({ message }, index) => findings.findIndex((finding) => finding.message === message) === index,
    ),
    notes: results.flatMap(({ notes }) => notes),
  };
}

/** Text of an error on one line: each finding stands on its own. */
export function onOneLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replaceAll(/\s*\n\s*/g, ' ');
}
