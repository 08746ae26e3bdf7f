/** A type on SQLite and one on PostgreSQL that mean the same. */
export interface TypePair {
  /** Of the whole type as `canonical-type.ts` writes it. Groups of the same name on both sides must match the same. */
  sqlite: RegExp;
  postgresql: RegExp;
  /** How values and defaults are written on SQLite, where that is another way than on PostgreSQL. */
  values?: 'boolean' | 'moment' | 'date' | 'bytes';
  /** What the type says on PostgreSQL and a check has to say on SQLite. */
  needs?: 'length' | 'items';
}

/**
 * The declared map of types: which two columns are equivalent. What stands in no row is not. It follows from how the
 * entity model is written on each database (`dialects/sqlite/model.ts`, `dialects/postgresql/model.ts`).
 */
export const TYPE_MAP: readonly TypePair[] = [
  // SQLite has one integer, of 64 bits; how much of it is used is what PostgreSQL's type says.
  { sqlite: /integer/, postgresql: /smallint|integer|bigint/ },
  // Where SQLite's column says the width, it says the same.
  { sqlite: /smallint/, postgresql: /smallint/ },
  { sqlite: /bigint/, postgresql: /bigint/ },
  // SQLite has no booleans: `true` is another word for 1, `false` for 0.
  { sqlite: /integer|boolean/, postgresql: /boolean/, values: 'boolean' },
  // Text without a limit.
  { sqlite: /text|varchar/, postgresql: /text|varchar/ },
  // SQLite ignores the length of a type; a check of length() counts the same code points.
  { sqlite: /text|varchar(\(\d+\))?/, postgresql: /varchar\((?<length>\d+)\)/, needs: 'length' },
  // PostgreSQL fills up with blanks, which compare as if they were not there.
  { sqlite: /text|char(\(\d+\))?/, postgresql: /char\((?<length>\d+)\)/, needs: 'length' },
  // The 36 characters of it, in lower case.
  { sqlite: /text|uuid/, postgresql: /uuid/ },
  // A check lists the values that the type has on PostgreSQL.
  { sqlite: /text/, postgresql: /enum/, needs: 'items' },
  // A list is one text with commas on SQLite: MikroORM's ArrayType and EnumArrayType.
  { sqlite: /text/, postgresql: /.+\[\]/ },
  // Whole milliseconds since 1970 on SQLite; PostgreSQL's precision says how many of their digits count.
  { sqlite: /datetime/, postgresql: /timestamp(tz)?(\(\d\))?/, values: 'moment' },
  // 'YYYY-MM-DD', which sorts as text.
  { sqlite: /date/, postgresql: /date/, values: 'date' },
  // 'HH:MM:SS'. MikroORM writes a precision on SQLite that it forgets on PostgreSQL.
  { sqlite: /time(\(\d\))?/, postgresql: /time(tz)?(\(\d\))?/ },
  // The text of it on SQLite; whether PostgreSQL keeps the text or the value is no matter of what can be stored.
  { sqlite: /jsonb?/, postgresql: /jsonb?/ },
  { sqlite: /blob/, postgresql: /bytea/, values: 'bytes' },
  // SQLite keeps 15 digits and ignores the limits, which both sides say for the reader.
  { sqlite: /numeric(?<limits>\(.*\))?/, postgresql: /numeric(?<limits>\(.*\))?/ },
  // SQLite's `real` has the 64 bits of PostgreSQL's `double precision`; `real` on both is what an entity's float becomes.
  { sqlite: /real|double/, postgresql: /double/ },
  { sqlite: /real/, postgresql: /real/ },
];
