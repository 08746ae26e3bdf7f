import { withoutComments } from '../concurrently.ts';

const NAME = String.raw`(?:"(?:[^"]|"")+"|\w+)`;
const VALIDATE = String.raw`validate\s+constraint\s+${NAME}`;

/**
 * Statements that take no lock which a reader or writer of a table waits for (manual, "Explicit Locking"): SHARE UPDATE
 * EXCLUSIVE at most, or nothing on tables at all.
 */
const QUIET = [
  /^(create\s+(unique\s+)?|drop\s+)index\s+concurrently\b/i,
  /^reindex\b[^;]*\bconcurrently\b/i,
  new RegExp(
    String.raw`^alter\s+table\s+(if\s+exists\s+)?(only\s+)?${NAME}(\.${NAME})?\s+${VALIDATE}(\s*,\s*${VALIDATE})*[\s;]*$`,
    'i',
  ),
  /^alter\s+table\b[^;]*\bdetach\s+partition\b[^;]*\bconcurrently\b/i,
  /^vacuum\b(?![^;]*\bfull\b)/i,
  /^analy[sz]e\b/i,
  /^alter\s+system\b/i,
  /^(create|drop)\s+(database|tablespace|subscription)\b/i,
];

/** Whether others read and write tables as ever while `sql` runs, however long it takes. */
export function letsOthersWork(sql: string): boolean {
  const text = withoutComments(sql);
  return QUIET.some((pattern) => pattern.test(text));
}
