import { quoteColumn, quoteName } from '../../model/quote.ts';
import type { Schema } from '../../model/schema.ts';
import type { TableRows } from './read-rows.ts';

export interface CompareOptions {
  /** Which columns of a table to compare; those that both sides have if not given. */
  columns?: (table: string) => readonly string[];
  /** Whether there may be rows that were not there before. Default: no. */
  mayAdd?: boolean;
  /** Whether a value counts as being as it was. Default: when it is the same text. */
  isSame?: (was: string | null, is: string | null) => boolean;
}

/** So many sentences about one column or table; then only how many more there are. */
const SHOWN = 3;
/** So much of a value. */
const LONGEST = 60;

/**
 * What became of the rows of `before` that must be as they were, a sentence each: table, column, key, the value before
 * and after. Tables that `after` has not are left out; rows that it has beyond are named.
 */
export function compareRows(
  before: readonly TableRows[],
  after: readonly TableRows[],
  options: CompareOptions = {},
): string[] {
  return before.flatMap((table) => {
    const other = after.find((candidate) => candidate.table === table.table);
    return other === undefined ? [] : compareTable(table, other, options);
  });
}

/** The columns that are the same in both schemas, by table: for `CompareOptions.columns`. */
export function unchangedColumns(before: Schema, after: Schema): (table: string) => readonly string[] {
  return (name) => {
    const [own, other] = [before, after].map((schema) => schema.tables.find((table) => table.name === name));
    return (own?.columns ?? [])
      .filter((column) =>
        other?.columns.some(
          ({ name, type, generated }) =>
            name === column.name &&
            type === column.type &&
            generated?.expression === column.generated?.expression,
        ),
      )
      .map((column) => column.name);
  };
}

function compareTable(before: TableRows, after: TableRows, options: CompareOptions): string[] {
  const { columns, mayAdd = false, isSame = (was, is) => was === is } = options;
  const shared = before.columns.filter((column) => after.columns.includes(column));
  const compared =
    columns === undefined ? shared : shared.filter((name) => columns(before.table).includes(name));
  const isKeyed = before.key.length > 0 && before.key.every((column) => compared.includes(column));
  const key = isKeyed ? before.key : compared;
  const [left, right] = [byKey(before, key), byKey(after, key)];
  const name = quoteName(before.table);
  const row = (id: string) => `the row with ${describeKey(key, id)} of ${name}`;
  const gone = [...left.keys()].filter((id) => !right.has(id));
  const come = mayAdd ? [] : [...right.keys()].filter((id) => !left.has(id));
  return [
    ...limited(
      gone.map((id) => `${capital(row(id))} is gone.`),
      `rows of ${name} are gone`,
    ),
    ...limited(
      come.map((id) => `${capital(row(id))} was not there before.`),
      `rows of ${name} are new`,
    ),
    ...compared.flatMap((column) =>
      limited(
        [...left].flatMap(([id, values]) => {
          const [was, is] = [values, right.get(id)].map(
            (own, side) => own?.[(side === 0 ? before : after).columns.indexOf(column)] ?? null,
          );
          return right.has(id) && !isSame(was ?? null, is ?? null)
            ? [`${name}.${quoteColumn(column)} in ${row(id)} was ${show(was)} and is ${show(is)}.`]
            : [];
        }),
        `values of ${name}.${quoteColumn(column)} differ`,
      ),
    ),
  ];
}

/** Rows that are alike in all that is compared are told apart by their number. */
function byKey({ columns, rows }: TableRows, key: readonly string[]) {
  const seen = new Map<string, number>();
  const indexes = key.map((column) => columns.indexOf(column));
  return new Map(
    rows.map((row) => {
      const id = JSON.stringify(indexes.map((index) => row[index] ?? null));
      const count = (seen.get(id) ?? 0) + 1;
      seen.set(id, count);
      return [count === 1 ? id : `${id}#${count}`, row] as const;
    }),
  );
}

function describeKey(key: readonly string[], id: string): string {
  const values: (string | null)[] = JSON.parse(id.replace(/#\d+$/, ''));
  return key.map((column, index) => `${quoteColumn(column)} = ${show(values[index])}`).join(', ');
}

function show(value: string | null | undefined): string {
  if (value === null || value === undefined) {
    return 'null';
  }
  const characters = [...value];
  return characters.length <= LONGEST
    ? value
    : `${characters.slice(0, LONGEST).join('')}… (${characters.length} characters)`;
}

function limited(sentences: readonly string[], more: string): string[] {
  return sentences.length <= SHOWN
    ? [...sentences]
    : [...sentences.slice(0, SHOWN), `${sentences.length - SHOWN} more ${more}.`];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
