/** What values a column is meant to hold, whatever its type is called: what both databases can keep without loss. */
export type ValueDomain =
  | { kind: 'integer'; min: bigint; max: bigint }
  /** At most 15 digits in all: SQLite keeps a number with a fraction as a 64-bit float. */
  | { kind: 'decimal'; precision: number; scale: number }
  | { kind: 'real'; single: boolean }
  /** `length` in code points, where there is a limit. */
  | { kind: 'text'; length: number | undefined }
  | { kind: 'enum'; items: readonly string[] }
  /** `digits` of the fraction of a second, 3 at most: SQLite keeps whole milliseconds since 1970. */
  | { kind: 'datetime'; digits: number }
  /** An array on PostgreSQL, on SQLite a text with commas. */
  | { kind: 'list'; items: readonly string[] }
  | { kind: 'boolean' | 'date' | 'time' | 'interval' | 'uuid' | 'json' | 'bytes' | 'other' };

export const SMALLINT = integer(16n);
export const INT = integer(32n);
export const BIGINT = integer(64n);

function integer(bits: bigint): ValueDomain {
  const half = 1n << (bits - 1n);
  return { kind: 'integer', min: -half, max: half - 1n };
}

/** What SQLite keeps of a number with a fraction (SQLite manual, "Datatypes In SQLite", section 3). */
const SIGNIFICANT_DIGITS = 15;

/** The domain of `numeric(precision, scale)`; without them, of a plain `numeric`. */
export function decimal(precision?: number, scale = 0): ValueDomain {
  return precision === undefined
    ? { kind: 'decimal', precision: SIGNIFICANT_DIGITS, scale: 4 }
    : { kind: 'decimal', precision: Math.min(precision, SIGNIFICANT_DIGITS), scale };
}

/**
 * The values that fit both: those of `sqlite` are loose, so that mostly `postgresql` says what is meant, and each may
 * have the narrower limit.
 */
export function narrower(sqlite: ValueDomain, postgresql: ValueDomain): ValueDomain {
  if (sqlite.kind === 'integer' && postgresql.kind === 'integer') {
    return {
      kind: 'integer',
      min: sqlite.min > postgresql.min ? sqlite.min : postgresql.min,
      max: sqlite.max < postgresql.max ? sqlite.max : postgresql.max,
    };
  }
  if (sqlite.kind === 'text' && postgresql.kind === 'text') {
    return { kind: 'text', length: shorter(sqlite.length, postgresql.length) };
  }
  return postgresql.kind === 'other' ? sqlite : postgresql;
}

export function shorter(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.min(a, b);
}
