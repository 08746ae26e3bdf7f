import type { ColumnConstraint, ColumnDefinition } from './create-table.ts';
import { foldName } from './identifier.ts';
import { parseDeferrable, parseReference } from './parse-reference.ts';
import type { TokenCursor } from './token-cursor.ts';

/** The reserved words that end a type and start a constraint. */
const CONSTRAINT_STARTS = new Set([
  'constraint',
  'primary',
  'not',
  'null',
  'unique',
  'check',
  'default',
  'collate',
  'references',
  'as',
  'deferrable',
]);

/** Reads a column definition up to the comma or parenthesis behind it; `before` starts at `start`. */
export function parseColumn(cursor: TokenCursor, start: number): ColumnDefinition {
  const before = cursor.source.slice(start, cursor.position);
  const nameStart = cursor.position;
  const name = cursor.takeName();
  const nameText = cursor.textFrom(nameStart);
  const type = parseType(cursor);
  const constraints: ColumnConstraint[] = [];
  while (!cursor.isAtEnd && !cursor.isAtSymbol(',') && !cursor.isAtSymbol(')')) {
    constraints.push(parseColumnConstraint(cursor));
  }
  const after = cursor.source.slice(cursor.end, cursor.position);
  return { name, nameText, before, type, constraints, after };
}

/** Reads a type such as `varchar (10, 2)` or `unsigned big int`, or nothing. */
export function parseType(cursor: TokenCursor): ColumnDefinition['type'] {
  const behindName = cursor.end;
  const start = cursor.position;
  const before = cursor.source.slice(behindName, start);
  if (!isTypeWord(cursor)) {
    return { before: '', text: '' };
  }
  while (isTypeWord(cursor)) {
    cursor.take();
  }
  if (cursor.isAtSymbol('(')) {
    cursor.takeGroup();
  }
  return { before, text: cursor.textFrom(start) };
}

function isTypeWord(cursor: TokenCursor): boolean {
  const token = cursor.peek();
  if (token?.kind === 'quoted' || token?.kind === 'string') {
    return true;
  }
  // SQLite cuts a trailing `generated always` off the type, whether `as` follows or not.
  return (
    token?.kind === 'word' &&
    !CONSTRAINT_STARTS.has(foldName(token.text)) &&
    !cursor.isAt('generated', 'always')
  );
}

/** Reads one constraint of a column, the `constraint "name"` before it included. */
export function parseColumnConstraint(cursor: TokenCursor): ColumnConstraint {
  const before = cursor.source.slice(cursor.end, cursor.position);
  const start = cursor.position;
  let name: string | undefined;
  while (cursor.takeWords('constraint')) {
    name = cursor.takeName();
  }
  const body = parseBody(cursor, name !== undefined);
  return { ...body, before, text: cursor.textFrom(start), ...(name === undefined ? {} : { name }) };
}

/** Omit that keeps the members of a union apart. */
type Body = ColumnConstraint extends infer Member
  ? Member extends ColumnConstraint
    ? Omit<Member, 'before' | 'text' | 'name'>
    : never
  : never;

function parseBody(cursor: TokenCursor, isNamed: boolean): Body {
  if (cursor.takeWords('primary', 'key')) {
    const descending = cursor.takeWords('desc');
    if (!descending) {
      cursor.takeWords('asc');
    }
    parseConflictClause(cursor);
    return { kind: 'primary key', descending, autoIncrement: cursor.takeWords('autoincrement') };
  }
  if (cursor.takeWords('not', 'null')) {
    parseConflictClause(cursor);
    return { kind: 'not null' };
  }
  if (cursor.takeWords('null')) {
    parseConflictClause(cursor);
    return { kind: 'null' };
  }
  if (cursor.takeWords('unique')) {
    parseConflictClause(cursor);
    return { kind: 'unique' };
  }
  if (cursor.takeWords('check')) {
    return { kind: 'check', expression: cursor.takeGroup() };
  }
  if (cursor.takeWords('default')) {
    return { kind: 'default', expression: parseDefault(cursor) };
  }
  if (cursor.takeWords('collate')) {
    return { kind: 'collate', collation: cursor.takeName() };
  }
  if (cursor.isAt('references')) {
    return { kind: 'references', reference: parseReference(cursor) };
  }
  if (cursor.isAt('as') || cursor.isAt('generated', 'always', 'as')) {
    return parseGenerated(cursor);
  }
  if (cursor.takeWords('generated', 'always')) {
    return { kind: 'other' };
  }
  if (cursor.isAt('deferrable') || cursor.isAt('not', 'deferrable')) {
    parseDeferrable(cursor);
    return { kind: 'other' };
  }
  if (isNamed) {
    return { kind: 'other' };
  }
  cursor.fail('a column constraint');
}

/** Reads `on conflict …` if it stands next. */
export function parseConflictClause(cursor: TokenCursor): void {
  if (cursor.takeWords('on', 'conflict')) {
    cursor.takeName();
  }
}

function parseDefault(cursor: TokenCursor): string {
  const start = cursor.position;
  if (cursor.isAtSymbol('(')) {
    cursor.takeGroup();
    return cursor.textFrom(start);
  }
  const isSigned = cursor.takeSymbol('-') || cursor.takeSymbol('+');
  if (!isSigned && cursor.peek()?.kind === 'symbol') {
    cursor.fail('a default value');
  }
  cursor.take();
  return cursor.textFrom(start);
}

function parseGenerated(cursor: TokenCursor): Body {
  cursor.takeWords('generated', 'always');
  cursor.expectWords('as');
  const expression = cursor.takeGroup();
  const stored = cursor.takeWords('stored');
  if (!stored) {
    cursor.takeWords('virtual');
  }
  return { kind: 'generated', expression, stored };
}
