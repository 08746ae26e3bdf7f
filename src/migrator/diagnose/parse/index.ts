import type { Token } from '../../dialects/postgresql/sql/tokens.ts';
import type { Dialect } from '../../model/schema.ts';
import type { Demand } from '../demand.ts';
import { readAlterTable } from './alter-table.ts';
import { readColumnConstraints, readTableConstraint } from './constraint.ts';
import { readUniqueIndex } from './create-index.ts';
import { StatementReader } from './reader.ts';
import { tokenize } from './tokenize.ts';

/** Splits SQL into its statements, each without its semicolon. */
export function splitStatements(sql: string, dialect: Dialect): string[] {
  const statements: string[] = [];
  let first: Token | undefined;
  let last: Token | undefined;
  for (const token of tokenize(sql, dialect)) {
    if (token.text === ';') {
      statements.push(first === undefined || last === undefined ? '' : sql.slice(first.start, last.end));
      first = undefined;
      last = undefined;
    } else {
      first ??= token;
      last = token;
    }
  }
  statements.push(first === undefined || last === undefined ? '' : sql.slice(first.start, last.end));
  return statements.filter((statement) => statement !== '');
}

/** What one statement asks of the rows and objects that exist: nothing where it is of no known kind. */
export function readDemands(statement: string, dialect: Dialect): Demand[] {
  const reader = new StatementReader(statement, tokenize(statement, dialect));
  if (reader.words('alter', 'table')) {
    return readAlterTable(reader);
  }
  if (reader.words('create', 'unique', 'index')) {
    return readUniqueIndex(reader);
  }
  if (reader.words('create', 'table')) {
    return readCreateTable(reader);
  }
  if (reader.words('drop', 'table')) {
    reader.words('if', 'exists');
    return reader.list((element) => {
      const table = element.qualifiedName();
      return table === undefined ? undefined : { kind: 'dropTable', table };
    });
  }
  return [];
}

function readCreateTable(reader: StatementReader): Demand[] {
  reader.words('if', 'not', 'exists');
  const table = reader.qualifiedName();
  const elements = reader.parentheses()?.reader;
  if (table === undefined || elements === undefined) {
    return [];
  }
  return elements
    .list((element) => {
      const constraint = readTableConstraint(element.clone(), table);
      const column = constraint === undefined ? element.name() : undefined;
      return constraint ?? (column === undefined ? [] : readColumnConstraints(element, table, column));
    })
    .flat();
}
