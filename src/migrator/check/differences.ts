import { isEqual } from '../model/equal.ts';
import { quoteColumn, quoteName } from '../model/quote.ts';
import type { Column, Schema, Table } from '../model/schema.ts';

/**
 * What `actual` lacks of `expected`, or has differently, one sentence each. What it has beyond that is nobody's
 * concern: hand-written tables, views, triggers and indexes are kept. The exception is a column that lets no row of
 * the application in.
 *
 * Both come from the same introspection of the same database system, so that equal things are equal texts.
 *
 * @param model The schema that `expected` was made from: what its columns tell to ignore is left out.
 */
export function describeDifferences(expected: Schema, actual: Schema, model: Schema): string[] {
  return [
    ...compareNamed('enum type', expected.enums, actual.enums, (name) => quoteName(name)),
    ...expected.tables.flatMap((table) => {
      const other = actual.tables.find(({ name }) => name === table.name);
      const ignored = model.tables.find(({ name }) => name === table.name);
      return other === undefined
        ? [`Table ${quoteName(table.name)} is missing.`]
        : compareTables(table, other, ignored?.columns ?? []);
    }),
    ...compareNamed('view', expected.views, actual.views, (name) => quoteName(name)),
  ];
}

/** The columns that tables of `expected` have beyond it in `actual`, as `"todos"."search"`. */
export function extraColumns(expected: Schema, actual: Schema): string[] {
  return expected.tables.flatMap((table) => {
    const other = actual.tables.find(({ name }) => name === table.name);
    return beyond(table.columns, other?.columns ?? []).map(
      ({ name }) => `${quoteName(table.name)}.${quoteColumn(name)}`,
    );
  });
}

function compareTables(expected: Table, actual: Table, model: readonly Column[]): string[] {
  const on = (name: string) => `${quoteColumn(name)} on ${quoteName(expected.name)}`;
  return [
    ...expected.columns.flatMap((column) => {
      const other = actual.columns.find(({ name }) => name === column.name);
      const ignored = model.find(({ name }) => name === column.name)?.ignoreChanges ?? [];
      const subject = `${quoteName(expected.name)}.${quoteColumn(column.name)}`;
      return other === undefined
        ? [`Column ${subject} is missing.`]
        : compareFields(`Column ${subject}`, column, other, ignored);
    }),
    ...beyond(expected.columns, actual.columns)
      .filter((column) => !column.nullable && !isFilled(column))
      .map(
        ({ name }) =>
          `Column ${quoteName(expected.name)}.${quoteColumn(name)} is in no migration, is not null and has no default: every insert of the application fails.`,
      ),
    ...(isEqual(expected.primaryKey, actual.primaryKey)
      ? []
      : [differs(`Primary key of ${quoteName(expected.name)}`, actual.primaryKey, expected.primaryKey)]),
    ...compareNamed('index', expected.indexes, actual.indexes, on),
    ...compareNamed('check', expected.checks, actual.checks, on),
    ...compareNamed('foreign key', expected.foreignKeys, actual.foreignKeys, on),
    ...compareNamed('trigger', expected.triggers, actual.triggers, on),
    ...(expected.comment === actual.comment
      ? []
      : [differs(`Comment on ${quoteName(expected.name)}`, actual.comment, expected.comment)]),
  ];
}

interface Named {
  name: string;
  invalid?: true;
}

function compareNamed<T extends Named>(
  kind: string,
  expected: readonly T[],
  actual: readonly T[],
  subject: (name: string) => string,
): string[] {
  return expected.flatMap((item) => {
    const label = `${kind.charAt(0).toUpperCase()}${kind.slice(1)} ${subject(item.name)}`;
    const other = actual.find(({ name }) => name === item.name);
    if (other === undefined) {
      return [`${label} is missing.`];
    }
    if (other.invalid && !item.invalid) {
      return [`${label} is invalid: it was not built, or not validated, to the end.`];
    }
    return compareFields(label, item, other, []);
  });
}

/** Compares field by field, so that the sentence shows what differs and not the whole. */
function compareFields<T extends Named>(
  subject: string,
  expected: T,
  actual: T,
  ignored: readonly string[],
): string[] {
  const fields = [...new Set([...Object.keys(expected), ...Object.keys(actual)])] as (keyof T & string)[];
  return fields
    .filter((field) => !ignored.includes(field) && !isEqual(expected[field], actual[field]))
    .map((field) => differs(`${subject}: ${FIELDS[field] ?? field}`, actual[field], expected[field]));
}

/** Fields by what a person calls them. */
const FIELDS: Record<string, string> = {
  autoIncrement: 'whether it grows by itself',
  nullable: 'whether it may be null',
  referencedTable: 'the table it refers to',
  referencedColumns: 'the columns it refers to',
  onDelete: 'on delete',
  onUpdate: 'on update',
  parts: 'its parts',
  where: 'its predicate',
  statement: 'its statement',
  statements: 'its statements',
  definition: 'its query',
  items: 'its values',
};

function differs(subject: string, actual: unknown, expected: unknown): string {
  return `${subject} is ${show(actual)} and should be ${show(expected)}.`;
}

function show(value: unknown): string {
  if (value === undefined) {
    return 'nothing';
  }
  if (typeof value === 'string') {
    return value.replace(/\s+/g, ' ').trim();
  }
  if (typeof value === 'boolean') {
    return value ? 'yes' : 'no';
  }
  return JSON.stringify(value);
}

function beyond(expected: readonly Column[], actual: readonly Column[]): Column[] {
  return actual.filter(({ name }) => !expected.some((column) => column.name === name));
}

function isFilled({ default: value, autoIncrement, generated }: Column): boolean {
  return value !== undefined || autoIncrement === true || generated !== undefined;
}
