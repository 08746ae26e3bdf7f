import { isSameName } from './identifier.ts';
import { TokenCursor } from './token-cursor.ts';

/** What a `create index` statement says. */
export interface CreateIndex {
  name: string;
  table: string;
  unique: boolean;
  /** Columns or expressions, each with its collation and order, as written. */
  parts: string[];
  where?: string;
}

/**
 * Reads a `create index` statement.
 *
 * @throws MigrationError `SQL_UNREADABLE` where it is none.
 */
export function parseCreateIndex(sql: string): CreateIndex {
  const cursor = new TokenCursor(sql);
  cursor.expectWords('create');
  const unique = cursor.takeWords('unique');
  cursor.expectWords('index');
  cursor.takeWords('if', 'not', 'exists');
  let name = cursor.takeName();
  if (cursor.takeSymbol('.')) {
    name = cursor.takeName();
  }
  cursor.expectWords('on');
  const table = cursor.takeName();
  const parts = splitList(cursor.takeGroup());
  const index: CreateIndex = { name, table, unique, parts };
  if (cursor.takeWords('where')) {
    const start = cursor.position;
    while (!cursor.isAtEnd) {
      cursor.take();
    }
    index.where = cursor.textFrom(start).replace(/;$/, '').trimEnd();
  }
  return index;
}

/** Cuts at the commas that stand in no parentheses. */
export function splitList(text: string): string[] {
  const cursor = new TokenCursor(text);
  const parts: string[] = [];
  let start = cursor.position;
  while (!cursor.isAtEnd) {
    if (cursor.isAtSymbol('(')) {
      cursor.takeGroup();
    } else if (cursor.isAtSymbol(',')) {
      parts.push(cursor.textFrom(start));
      cursor.take();
      start = cursor.position;
    } else {
      cursor.take();
    }
  }
  return [...parts, cursor.textFrom(start)];
}

/** An index part without the order, which does not matter to what is unique. */
export function withoutOrder(part: string): string {
  return part.replace(/\s+(asc|desc)\s*$/i, '');
}

/** Whether SQL text may name a column: one of its tokens is that name, however quoted. */
export function mentionsColumn(sql: string, column: string): boolean {
  const cursor = new TokenCursor(sql);
  while (!cursor.isAtEnd) {
    const token = cursor.peek();
    const isName = token?.kind === 'word' || token?.kind === 'quoted';
    if (isName && isSameName(cursor.takeName(), column)) {
      return true;
    }
    if (!isName) {
      cursor.take();
    }
  }
  return false;
}
