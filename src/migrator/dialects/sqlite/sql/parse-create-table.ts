import type { CreateTable } from './create-table.ts';
import { parseColumn } from './parse-column.ts';
import { isAtTableConstraint, parseTableConstraint } from './parse-table-constraint.ts';
import { TokenCursor } from './token-cursor.ts';

/**
 * Reads a `create table` statement.
 *
 * @param sql The statement as `sqlite_schema` keeps it.
 * @throws MigrationError `SQL_UNREADABLE` where it is no `create table` with a list of columns.
 */
export function parseCreateTable(sql: string): CreateTable {
  const cursor = new TokenCursor(sql);
  const name = parseHead(cursor);
  const gap = sql.slice(cursor.end, cursor.position);
  const table: CreateTable = {
    name,
    gap,
    columns: [],
    constraints: [],
    options: '',
    withoutRowid: false,
    strict: false,
  };
  cursor.expectSymbol('(');
  parseItems(cursor, table);
  cursor.expectSymbol(')');
  table.options = sql.slice(cursor.end);
  parseOptions(cursor, table);
  return table;
}

function parseHead(cursor: TokenCursor): string {
  cursor.expectWords('create');
  if (!cursor.takeWords('temp')) {
    cursor.takeWords('temporary');
  }
  cursor.expectWords('table');
  cursor.takeWords('if', 'not', 'exists');
  const name = cursor.takeName();
  return cursor.takeSymbol('.') ? cursor.takeName() : name;
}

function parseItems(cursor: TokenCursor, table: CreateTable): void {
  do {
    if (isAtTableConstraint(cursor) && table.columns.length > 0) {
      parseConstraints(cursor, table);
      return;
    }
    table.columns.push(parseColumn(cursor, cursor.end));
  } while (cursor.takeSymbol(','));
}

function parseConstraints(cursor: TokenCursor, table: CreateTable): void {
  let separator: ',' | '' = ',';
  do {
    const constraint = parseTableConstraint(cursor, separator, cursor.end);
    separator = cursor.isAtSymbol(',') ? ',' : '';
    if (separator === ',' || cursor.isAtSymbol(')')) {
      constraint.after = cursor.source.slice(cursor.end, cursor.position);
    }
    table.constraints.push(constraint);
    cursor.takeSymbol(',');
  } while (!cursor.isAtSymbol(')'));
}

function parseOptions(cursor: TokenCursor, table: CreateTable): void {
  if (!cursor.isAtEnd) {
    do {
      if (cursor.takeWords('without')) {
        cursor.expectWords('rowid');
        table.withoutRowid = true;
      } else {
        cursor.expectWords('strict');
        table.strict = true;
      }
    } while (cursor.takeSymbol(','));
  }
  cursor.takeSymbol(';');
  cursor.expectEnd();
}
