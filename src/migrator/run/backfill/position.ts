import type { KeyedBackfill, KeyValues } from './statements.ts';

/** How far a backfill got. */
export interface Position {
  /** The last key that is done; undefined at the start of a round. */
  after: KeyValues | undefined;
  /** Rows changed so far. */
  rows: number;
}

export const START: Position = { after: undefined, rows: 0 };

/** A position as the history keeps it. */
export function printPosition({ table, key }: KeyedBackfill, { after, rows }: Position): string {
  return JSON.stringify({ table, key, after, rows });
}

/**
 * Reads what an interrupted run noted. One of another table or key, because the migration was edited since, means
 * nothing here: then it starts anew, and finds the rows that are done done.
 */
export function readPosition({ table, key }: KeyedBackfill, noted: string | undefined): Position {
  if (noted === undefined) {
    return START;
  }
  const read = JSON.parse(noted) as { table: string; key: string[]; after?: string[]; rows: number };
  return read.table === table && read.key.join('\n') === key.join('\n')
    ? { after: read.after, rows: read.rows }
    : START;
}

/** `"a" = 1, "b" = 'x'` */
export function describeKey({ key }: KeyedBackfill, values: KeyValues): string {
  return key.map((column, index) => `"${column}" = ${values[index]}`).join(', ');
}
