import type { Draft } from '../finding.ts';
import type { LintedDirection } from '../migration.ts';

/** Asks about every SQLite statement of a direction whose text, without leading comments, matches. */
export function findInSqlite(
  { dialect, statements = [] }: LintedDirection,
  pattern: RegExp,
  draft: (line: number, match: RegExpExecArray) => Draft,
): Draft[] {
  if (dialect !== 'sqlite') {
    return [];
  }
  return statements.flatMap(({ step, sql, line }) => {
    const match = step.kind === 'sql' ? pattern.exec(sql) : null;
    return match === null ? [] : [draft(line, match)];
  });
}
