import { MigrationError } from '../errors.ts';
import type { Found } from './rows/search.ts';

/** Why rows that exist refuse a change. */
export interface Refusal {
  /** A sentence without its full stop; the number of rows is in it. */
  reason: string;
  found: Found;
  /** What of the sample row matters, besides its key: `"list_id" = 9`. */
  sample?: string;
  /** What to do, in sentences. */
  remedy: string;
}

/** One refusal as text, under the name of its migration. */
export function describeRefusal(migration: string, { reason, found, sample, remedy }: Refusal): string {
  const example = [`the row with ${found.key}`, ...(sample === undefined ? [] : [`has ${sample}`])].join(' ');
  return [
    `${migration} stopped: ${reason}. For example, ${example}.`,
    `Find them: ${found.query}`,
    remedy,
  ].join('\n');
}

/** All refusals of one statement as one error; undefined where there are none. */
export function refusalError(
  migration: string,
  refusals: readonly Refusal[],
  cause: unknown,
): MigrationError | undefined {
  if (refusals.length === 0) {
    return undefined;
  }
  const message = refusals.map((refusal) => describeRefusal(migration, refusal)).join('\n\n');
  return new MigrationError('ROWS_REFUSED', message, { cause });
}

/** `1 row`, `2 rows`. */
export function countRows(count: number): string {
  return count === 1 ? '1 row' : `${count} rows`;
}

/** `1 row has`, `2 rows have`. */
export function countHave(count: number): string {
  return `${countRows(count)} ${count === 1 ? 'has' : 'have'}`;
}
