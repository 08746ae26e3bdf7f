import { foldName } from './identifier.ts';

/** What values a column is declared to hold. */
export type ValueKind =
  | 'integer'
  | 'real'
  | 'text'
  | 'blob'
  | 'numeric'
  | 'boolean'
  | 'date'
  | 'datetime'
  | 'time'
  | 'json'
  /** Nothing in particular. */
  | 'other';

/** Types that SQLite itself only knows as "numeric affinity", and whose names say more. */
const NAMED: [RegExp, ValueKind][] = [
  [/^(date)$/, 'date'],
  [/^(datetime|timestamp(tz)?|timestamp with(out)? time zone)$/, 'datetime'],
  [/^(time|timetz)$/, 'time'],
  [/^(jsonb?)$/, 'json'],
  [/^(bool|boolean)$/, 'boolean'],
  [/^(numeric|decimal|dec|number)$/, 'numeric'],
];

/** SQLite's rules in their order (SQLite manual, "Datatypes In SQLite", "Determination Of Column Affinity"). */
const BY_AFFINITY: [RegExp, ValueKind][] = [
  [/int/, 'integer'],
  [/char|clob|text/, 'text'],
  [/blob/, 'blob'],
  [/real|floa|doub/, 'real'],
];

/** What a column of a declared type holds: by its name where that says it, by its affinity otherwise. */
export function valueKind(type: string): ValueKind {
  const folded = foldName(type).trim();
  const base = folded.replace(/\s*\(.*$/s, '').replace(/\s+/g, ' ');
  const rule = [
    ...NAMED.filter(([name]) => name.test(base)),
    ...BY_AFFINITY.filter(([part]) => part.test(folded)),
  ];
  return rule[0]?.[1] ?? 'other';
}
