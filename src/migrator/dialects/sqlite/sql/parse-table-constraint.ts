import type { KeyColumn, TableConstraint } from './create-table.ts';
import { parseConflictClause } from './parse-column.ts';
import { parseNames, parseReference } from './parse-reference.ts';
import { TokenCursor } from './token-cursor.ts';

/** Whether the next item of a `create table` is a constraint; these words are reserved, so no column starts so. */
export function isAtTableConstraint(cursor: TokenCursor): boolean {
  return ['constraint', 'primary', 'unique', 'check', 'foreign'].some((word) => cursor.isAt(word));
}

/** Reads one table constraint, the `constraint "name"` before it included; `before` starts at `start`. */
export function parseTableConstraint(
  cursor: TokenCursor,
  separator: TableConstraint['separator'],
  start: number,
): TableConstraint {
  const before = cursor.source.slice(start, cursor.position);
  const textStart = cursor.position;
  let name: string | undefined;
  while (cursor.takeWords('constraint')) {
    name = cursor.takeName();
  }
  const body = parseBody(cursor, name !== undefined);
  const text = cursor.textFrom(textStart);
  return { ...body, before, text, separator, after: '', ...(name === undefined ? {} : { name }) };
}

type Body = TableConstraint extends infer Member
  ? Member extends TableConstraint
    ? Omit<Member, 'before' | 'text' | 'name' | 'separator' | 'after'>
    : never
  : never;

function parseBody(cursor: TokenCursor, isNamed: boolean): Body {
  if (cursor.takeWords('primary', 'key')) {
    const key = parseKey(cursor.takeGroup());
    parseConflictClause(cursor);
    return { kind: 'primary key', ...key };
  }
  if (cursor.takeWords('unique')) {
    const { columns } = parseKey(cursor.takeGroup());
    parseConflictClause(cursor);
    return { kind: 'unique', columns };
  }
  if (cursor.takeWords('check')) {
    const expression = cursor.takeGroup();
    parseConflictClause(cursor);
    return { kind: 'check', expression };
  }
  if (cursor.takeWords('foreign', 'key')) {
    const columns = parseNames(cursor);
    return { kind: 'foreign key', columns, reference: parseReference(cursor) };
  }
  if (isNamed) {
    return { kind: 'other' };
  }
  cursor.fail('a table constraint');
}

/** Reads what stands between the parentheses of a key: `"a" collate nocase desc, "b" autoincrement`. */
function parseKey(text: string): { columns: KeyColumn[]; autoIncrement: boolean } {
  const cursor = new TokenCursor(text);
  const columns: KeyColumn[] = [];
  let autoIncrement = false;
  do {
    const column: KeyColumn = { name: parseKeyName(cursor), descending: false };
    if (cursor.takeWords('collate')) {
      column.collation = cursor.takeName();
    }
    column.descending = cursor.takeWords('desc');
    if (!column.descending) {
      cursor.takeWords('asc');
    }
    if (cursor.takeWords('nulls', 'first') || cursor.takeWords('nulls', 'last')) {
      cursor.fail('no order of nulls');
    }
    autoIncrement ||= cursor.takeWords('autoincrement');
    columns.push(column);
  } while (cursor.takeSymbol(','));
  cursor.expectEnd();
  return { columns, autoIncrement };
}

/** A column of a key may stand in parentheses of its own. */
function parseKeyName(cursor: TokenCursor): string {
  let depth = 0;
  while (cursor.takeSymbol('(')) {
    depth += 1;
  }
  const name = cursor.takeName();
  while (depth > 0) {
    cursor.expectSymbol(')');
    depth -= 1;
  }
  return name;
}
