/**
 * Column types of PostgreSQL, and the SDL types that show what is in them. A new scalar in `schema/scalars` comes here
 * too.
 */
const SCALARS: readonly [columnType: RegExp, scalars: readonly string[]][] = [
  [/^(varchar|char|text)\b/, ['String']],
  [/^uuid\b/, ['ID', 'UUID', 'String']],
  [/^boolean\b/, ['Boolean']],
  [/^(smallint|int|integer|serial)\b/, ['Int']],
  [/^(real|double precision)\b/, ['Float']],
  [/^(bigint|numeric)\b/, ['String']],
  [/^date\b/, ['Date']],
  [/^timestamptz\b/, ['DateTime']],
];

/** The SDL types that can show a column of the type `columnType`. A primary key is an opaque `ID`, or in an input that creates the row a `UUID`. */
export function scalarsOf(columnType: string, isPrimary: boolean): readonly string[] {
  return isPrimary ? ['ID', 'UUID'] : (SCALARS.find(([pattern]) => pattern.test(columnType))?.[1] ?? []);
}
