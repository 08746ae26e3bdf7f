import { foldName } from '../sql/identifier.ts';
import { type ValueKind, valueKind } from '../sql/value-kind.ts';

/** How the values of a column become values of another type. */
export interface Conversion {
  /** SQL of the new value. */
  value: string;
  /** SQL that is true for the values, other than null, that can be converted without loss. */
  fits: string;
  /** What a value that does not fit is not: `whole number`. */
  wanted: string;
}

/**
 * The conversion of a column's values, `undefined` where they stay as they are.
 *
 * What is lost or guessed by SQLite's own conversion (`'12abc'` → 12, `1.5` → 1, a text left in an integer column) does
 * not fit here.
 *
 * @param value SQL of the old value: the quoted name of its column, so that the column's affinity is known.
 */
export function convert(value: string, fromType: string, toType: string): Conversion | undefined {
  const from = valueKind(fromType);
  const to = valueKind(toType);
  if (from === to || to === 'other' || foldName(fromType) === foldName(toType)) {
    return undefined;
  }
  return CONVERSIONS[to](value, from);
}

const SPACE = "' ' || char(9, 10, 11, 12, 13)";

/** For numbers and dates, SQLite takes the character 0 for the end of a text, whatever stands behind. */
const endsAtEnd = (value: string) => `instr(${value}, char(0)) = 0`;
/** Text that SQLite reads as a number from its first to its last character: `cast` alone would read `12abc` as 12. */
const isNumber = (value: string) =>
  `(${value} = cast(${value} as numeric) and abs(cast(${value} as real)) < 9e999 and ${endsAtEnd(value)})`;
/** Digits and a sign, nothing else: no rounding is involved. */
const isDigits = (value: string) => `(trim(${value}, ${SPACE}) not glob '*[^-+0-9]*')`;
/** A fraction or an exponent is read as a double: 15 digits and 2^53 are what that keeps exactly. */
const isExactDouble = (value: string) =>
  `(length(trim(${value}, ${SPACE})) <= 16 and abs(cast(${value} as real)) <= 9007199254740992)`;
const isInteger = (value: string) => `(typeof(cast(${value} as numeric)) = 'integer')`;

const DAY = '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]';
/** SQLite reads 30 February as 2 March, a bare number as a Julian day, and more than three digits of a fraction. */
const isMoment = (value: string) =>
  `(${value} glob '${DAY}*' and date(substr(${value}, 1, 10)) = substr(${value}, 1, 10) ` +
  `and unixepoch(${value}, 'subsec') is not null and ${endsAtEnd(value)} ` +
  `and (${value} not glob '*.[0-9][0-9][0-9][0-9]*' or ${value} glob '*.[0-9][0-9][0-9]000*'))`;
const milliseconds = (value: string) => `cast(round(unixepoch(${value}, 'subsec') * 1000) as integer)`;
const isoText = (value: string) => `strftime('%Y-%m-%dT%H:%M:%fZ', ${value} / 1000.0, 'unixepoch')`;

const CONVERSIONS: Record<Exclude<ValueKind, 'other'>, (value: string, from: ValueKind) => Conversion> = {
  integer: (value) => ({
    wanted: 'whole number',
    value: `cast(cast(${value} as numeric) as integer)`,
    fits: `case typeof(${value}) when 'integer' then 1 when 'real' then ${value} = cast(${value} as integer)
      when 'text' then ${isNumber(value)} and ${isInteger(value)} and (${isDigits(value)} or ${isExactDouble(value)}) end`,
  }),
  real: (value) => ({
    wanted: 'number',
    value: `cast(${value} as real)`,
    fits: `case typeof(${value}) when 'integer' then cast(${value} as real) = ${value} when 'real' then 1
      when 'text' then ${isNumber(value)} and (not ${isDigits(value)} or cast(${value} as real) = cast(${value} as numeric) and ${isInteger(value)}) end`,
  }),
  numeric: (value) => ({
    wanted: 'number',
    value: `cast(${value} as numeric)`,
    fits: `case typeof(${value}) when 'integer' then 1 when 'real' then 1
      when 'text' then ${isNumber(value)} and (not ${isDigits(value)} or ${isInteger(value)}) end`,
  }),
  text: (value, from) =>
    from === 'datetime'
      ? {
          wanted: 'point in time',
          value: `case typeof(${value}) when 'integer' then ${isoText(value)} else ${value} end`,
          fits: `case typeof(${value}) when 'integer' then ${milliseconds(isoText(value))} = ${value} when 'text' then 1 end`,
        }
      : { wanted: 'text or number', value: `cast(${value} as text)`, fits: `typeof(${value}) <> 'blob'` },
  blob: (value) => ({
    wanted: 'bytes or text',
    value: `cast(${value} as blob)`,
    fits: `typeof(${value}) in ('blob', 'text')`,
  }),
  boolean: (value) => ({
    wanted: 'truth value (0, 1, true, false)',
    value: `case lower(${value}) when 'true' then 1 when 'false' then 0 else cast(${value} as integer) end`,
    fits: `typeof(${value}) <> 'blob' and lower(${value}) in ('0', '1', '0.0', '1.0', 'true', 'false')`,
  }),
  date: (value, from) => ({
    wanted: 'date without a time of day',
    value: `case typeof(${value}) when 'integer' then date(${value} / 1000, 'unixepoch') else date(${value}) end`,
    fits: `case typeof(${value})
      when 'integer' then ${from === 'datetime' ? 1 : 0} and ${value} % 86400000 = 0 and unixepoch(date(${value} / 1000, 'unixepoch')) * 1000 = ${value}
      when 'text' then ${isMoment(value)} and ${milliseconds(value)} % 86400000 = 0 end`,
  }),
  datetime: (value) => ({
    wanted: 'point in time',
    value: `case typeof(${value}) when 'text' then ${milliseconds(value)} else cast(${value} as integer) end`,
    fits: `case typeof(${value}) when 'integer' then 1 when 'real' then ${value} = cast(${value} as integer) when 'text' then ${isMoment(value)} end`,
  }),
  time: (value) => ({
    wanted: 'time of day',
    value,
    fits: `typeof(${value}) = 'text' and ${value} glob '[0-9][0-9]:[0-9][0-9]*' and time(${value}) is not null and ${endsAtEnd(value)}`,
  }),
  json: (value) => ({
    wanted: 'JSON text',
    value,
    fits: `typeof(${value}) in ('integer', 'real') or typeof(${value}) = 'text' and json_valid(${value})`,
  }),
};

/** The rowid takes whole numbers only, whatever the column held before. */
export function convertToRowid(value: string): Conversion {
  return CONVERSIONS.integer(value, 'other');
}
