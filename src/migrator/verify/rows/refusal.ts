import { readErrorFacts } from '../../diagnose/error-facts.ts';
import { identifiersOf, mentions } from '../../model/identifiers.ts';
import type { Table } from '../../model/schema.ts';

/** Why the database did not take a row. */
export interface RowRefusal {
  /** In the words of the database, without the statement. */
  message: string;
  /** The columns whose values it is about; empty where that is not known. */
  columns: Set<string>;
  /** Whether the row alone is the reason, and not the other rows. */
  isByValue: boolean;
}

/** SQLSTATE unique_violation and foreign_key_violation, and SQLite's extended codes for them. */
const BY_OTHER_ROWS = /^(23505|23503|SQLITE_CONSTRAINT_(UNIQUE|PRIMARYKEY|ROWID|FOREIGNKEY))$/;

/** Reads the refusal of `sql`, a statement that writes one row. */
export function readRefusal(error: unknown, sql: string, table: Table): RowRefusal {
  const facts = readErrorFacts(error);
  const message = facts.message
    .replace(sql, '')
    .replace(/^[\s-]+/, '')
    .trim();
  const names = identifiersOf(message);
  const named = (name: string) => name !== '' && (names.has(name) || message.includes(name));
  const texts = [
    message.replace(table.name, ''),
    ...table.checks.filter(({ name }) => named(name)).map(({ expression }) => expression),
    ...table.indexes
      .filter(({ name }) => named(name))
      .flatMap(({ parts, statement }) => [...parts, statement ?? '']),
  ];
  const constraints = [table.primaryKey, ...table.foreignKeys].filter(
    (constraint) => constraint !== undefined && named(constraint.name),
  );
  const columns = new Set(constraints.flatMap((constraint) => constraint?.columns ?? []));
  for (const { name } of table.columns) {
    if (texts.some((text) => mentions(text, name))) {
      columns.add(name);
    }
  }
  return {
    message: message.split('\n')[0] ?? message,
    columns,
    isByValue: !BY_OTHER_ROWS.test(facts.code),
  };
}
