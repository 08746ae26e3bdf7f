import { isEqual } from '../../model/equal.ts';
import { quoteColumns, quoteName } from '../../model/quote.ts';
import type { ForeignKey } from '../../model/schema.ts';
import { matchNamed } from './match.ts';
import { differs, isAlone, objectSubject, type TablePair } from './table-pair.ts';

/** Compares primary keys, whose names SQLite need not have, and foreign keys. */
export function compareKeys(tables: TablePair): string[] {
  const { sqlite, postgresql } = tables;
  const columns = (table: typeof sqlite) => quoteColumns(table.primaryKey?.columns ?? []);
  const sentences =
    columns(sqlite) === columns(postgresql)
      ? []
      : [
          differs(
            `Primary key of ${quoteName(postgresql.name)}`,
            'its columns',
            columns(sqlite),
            columns(postgresql),
          ),
        ];
  const matches = matchNamed(
    sqlite.foreignKeys,
    postgresql.foreignKeys,
    (own, other) => isEqual(own.columns, other.columns) && targetOf(own) === targetOf(other),
  );
  const subject = (key: ForeignKey) =>
    `${objectSubject('Foreign key', key.name, tables)}${key.name === '' ? ` ${quoteColumns(key.columns)}` : ''}`;
  return [
    ...sentences,
    ...matches.sqlite.map((key) => isAlone(subject(key), 'SQLite')),
    ...matches.postgresql.map((key) => isAlone(subject(key), 'PostgreSQL')),
    ...matches.both.flatMap(([own, other]) => compareForeignKeys(subject(other), own, other)),
  ];
}

function compareForeignKeys(subject: string, sqlite: ForeignKey, postgresql: ForeignKey): string[] {
  const aspects: [what: string, of: (key: ForeignKey) => string][] = [
    ['its columns', ({ columns }) => quoteColumns(columns)],
    ['what it refers to', targetOf],
    ['on delete', ({ onDelete }) => onDelete ?? 'no action'],
    ['on update', ({ onUpdate }) => onUpdate ?? 'no action'],
    ['when it is checked', ({ deferrable }) => deferrable ?? 'at once'],
  ];
  return [
    ...aspects
      .filter(([, of]) => of(sqlite) !== of(postgresql))
      .map(([what, of]) => differs(subject, what, of(sqlite), of(postgresql))),
    ...(postgresql.invalid ? [notValidated(subject)] : []),
  ];
}

/** Without the PostgreSQL schema: SQLite has none. */
function targetOf({ referencedTable, referencedColumns }: ForeignKey): string {
  return `${quoteName(referencedTable.slice(referencedTable.lastIndexOf('.') + 1))} ${quoteColumns(referencedColumns)}`;
}

/** A constraint that was added `not valid`, and holds for old rows on SQLite only. */
export function notValidated(subject: string): string {
  return `${subject} is not validated on PostgreSQL: rows that were there before it may break it. On SQLite it holds for all.`;
}
