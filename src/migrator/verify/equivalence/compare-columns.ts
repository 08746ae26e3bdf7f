import { canonicalType, findTypePair } from './canonical-type.ts';
import { isSameDefault } from './defaults.ts';
import { haveSameGist } from './gist.ts';
import { forPostgresql } from './postgresql-words.ts';
import {
  type ColumnPair,
  columnPairs,
  columnSubject,
  differs,
  isAlone,
  type TablePair,
} from './table-pair.ts';

/** Compares the columns of a table. Their order is nothing that a query should rely on, and is not compared. */
export async function compareColumns(tables: TablePair): Promise<string[]> {
  const both = columnPairs(tables);
  const has = (name: string) => both.some(({ sqlite }) => sqlite.name === name);
  const sentences = [
    ...tables.sqlite.columns
      .filter(({ name }) => !has(name))
      .map(({ name }) => isAlone(columnSubject(tables, name), 'SQLite')),
    ...tables.postgresql.columns
      .filter(({ name }) => !has(name))
      .map(({ name }) => isAlone(columnSubject(tables, name), 'PostgreSQL')),
  ];
  for (const pair of both) {
    sentences.push(...(await compareColumn(tables, pair)));
  }
  return sentences;
}

async function compareColumn(tables: TablePair, pair: ColumnPair): Promise<string[]> {
  const { sqlite, postgresql } = pair;
  const subject = columnSubject(tables, postgresql.name);
  const type = findTypePair(sqlite.type, postgresql.type, tables.enums);
  const sentences: string[] = [];
  const say = (what: string, left: string, right: string) =>
    sentences.push(differs(subject, what, left, right));
  if (type === undefined) {
    say('its type', canonicalType(sqlite.type, 'sqlite'), canonicalType(postgresql.type, 'postgresql'));
  }
  const [mayBeNull, other] = [isNullable(tables, 'sqlite', pair), isNullable(tables, 'postgresql', pair)];
  if (mayBeNull !== other) {
    say('whether it may be null', yesOrNo(mayBeNull), yesOrNo(other));
  }
  if (Boolean(sqlite.autoIncrement) !== Boolean(postgresql.autoIncrement)) {
    say('whether it grows by itself', yesOrNo(sqlite.autoIncrement), yesOrNo(postgresql.autoIncrement));
  }
  if (type !== undefined && !(await isSameDefault(tables, pair, type))) {
    say('its default', sqlite.default ?? 'nothing', postgresql.default ?? 'nothing');
  }
  if (type !== undefined && !(await isSameGenerated(tables, pair))) {
    const text = ({ generated }: typeof sqlite) => generated?.expression ?? 'nothing';
    say('what it is generated from', text(sqlite), text(postgresql));
  }
  return sentences;
}

/** A primary key is never null; SQLite lets it be where nothing is said, by an old mistake (manual, "CREATE TABLE"). */
function isNullable(tables: TablePair, side: 'sqlite' | 'postgresql', pair: ColumnPair): boolean {
  return pair[side].nullable && !tables[side].primaryKey?.columns.includes(pair[side].name);
}

/** Whether the value is kept or computed when it is read is nothing that a query can tell. */
async function isSameGenerated(
  { postgresql: table, judge }: TablePair,
  { sqlite, postgresql }: ColumnPair,
): Promise<boolean> {
  const [left, right] = [sqlite.generated?.expression, postgresql.generated?.expression];
  if (left === undefined || right === undefined) {
    return left === right;
  }
  const translated = forPostgresql(left, table.columns);
  const [own, other] = [
    await judge?.generated(postgresql, translated),
    await judge?.generated(postgresql, right),
  ];
  return own !== undefined && other !== undefined
    ? own === other
    : haveSameGist(translated, right, table.columns);
}

function yesOrNo(value: boolean | undefined): string {
  return value ? 'yes' : 'no';
}
