import { quoteColumn, quoteName } from '../../model/quote.ts';
import type { Column, NativeEnum, Table } from '../../model/schema.ts';
import type { PostgresqlJudge } from './postgresql-judge.ts';

/** The same table on both databases. */
export interface TablePair {
  sqlite: Table;
  postgresql: Table;
  /** PostgreSQL's enum types. */
  enums: readonly NativeEnum[];
  /** Missing where PostgreSQL cannot be asked. */
  judge: PostgresqlJudge | undefined;
}

/** The same column on both databases. */
export interface ColumnPair {
  sqlite: Column;
  postgresql: Column;
}

/** The columns that both databases have. */
export function columnPairs({ sqlite, postgresql }: TablePair): ColumnPair[] {
  return sqlite.columns.flatMap((column) => {
    const other = postgresql.columns.find(({ name }) => name === column.name);
    return other === undefined ? [] : [{ sqlite: column, postgresql: other }];
  });
}

/** `Column "todos"."title"` */
export function columnSubject({ postgresql }: TablePair, column: string): string {
  return `Column ${quoteName(postgresql.name)}.${quoteColumn(column)}`;
}

/** `Check "ck_todos_title" on "todos"` */
export function objectSubject(kind: string, name: string, { postgresql }: TablePair): string {
  const own = name === '' ? ' without a name' : ` ${quoteColumn(name)}`;
  return `${kind}${own} on ${quoteName(postgresql.name)}`;
}

/** `…: its default is 'Open' on SQLite and nothing on PostgreSQL.` */
export function differs(subject: string, what: string, sqlite: string, postgresql: string): string {
  return `${subject}: ${what} is ${onOneLine(sqlite)} on SQLite and ${onOneLine(postgresql)} on PostgreSQL.`;
}

/** What is on one database alone. */
export function isAlone(subject: string, where: 'SQLite' | 'PostgreSQL'): string {
  return `${subject} is on ${where} and not on ${where === 'SQLite' ? 'PostgreSQL' : 'SQLite'}.`;
}

function onOneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
