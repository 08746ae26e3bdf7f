import { MigrationError } from '../../../errors.ts';
import type { ColumnConstraint, ColumnDefinition, TableConstraint } from '../sql/create-table.ts';
import { parseColumn, parseColumnConstraint, parseType } from '../sql/parse-column.ts';
import { parseTableConstraint } from '../sql/parse-table-constraint.ts';
import { TokenCursor } from '../sql/token-cursor.ts';

/** What an `alter column` may set or drop, beside the type. */
export type Attribute = 'default' | 'not null' | 'generated' | 'collate' | 'autoincrement';

/** One clause of `DualMigration.rebuildSqlite`. */
export type Clause =
  | { kind: 'add column'; column: ColumnDefinition }
  | { kind: 'drop column'; column: string }
  | { kind: 'rename column'; column: string; to: string }
  | { kind: 'set type'; column: string; type: string }
  | { kind: 'set'; column: string; constraint: ColumnConstraint }
  | { kind: 'set autoincrement'; column: string }
  | { kind: 'drop'; column: string; attribute: Attribute }
  | { kind: 'add constraint'; constraint: TableConstraint }
  | { kind: 'drop constraint'; name: string }
  | { kind: 'drop primary key' };

/**
 * Reads one clause.
 *
 * @throws MigrationError `REBUILD_REFUSED` where it is none of the above.
 */
export function parseClause(table: string, text: string): Clause {
  try {
    const cursor = new TokenCursor(text.trim().replace(/;$/, ''));
    const clause = readClause(cursor);
    cursor.expectEnd();
    return clause;
  } catch (cause) {
    if (!(cause instanceof MigrationError)) {
      throw cause;
    }
    throw new MigrationError(
      'REBUILD_REFUSED',
      `The rebuild of table "${table}" has a clause that is not understood: ${text}. ${cause.message}. ` +
        'The clauses are listed at DualMigration.rebuildSqlite.',
      { cause },
    );
  }
}

function readClause(cursor: TokenCursor): Clause {
  if (cursor.takeWords('add')) {
    return readAdd(cursor);
  }
  if (cursor.takeWords('drop')) {
    return readDrop(cursor);
  }
  if (cursor.takeWords('rename')) {
    cursor.takeWords('column');
    const column = cursor.takeName();
    cursor.expectWords('to');
    return { kind: 'rename column', column, to: cursor.takeName() };
  }
  cursor.expectWords('alter');
  cursor.takeWords('column');
  return readAlter(cursor, cursor.takeName());
}

function readAdd(cursor: TokenCursor): Clause {
  if (['constraint', 'primary', 'unique', 'check', 'foreign'].some((word) => cursor.isAt(word))) {
    return { kind: 'add constraint', constraint: parseTableConstraint(cursor, ',', cursor.position) };
  }
  cursor.takeWords('column');
  return { kind: 'add column', column: parseColumn(cursor, cursor.position) };
}

function readDrop(cursor: TokenCursor): Clause {
  if (cursor.takeWords('primary', 'key')) {
    return { kind: 'drop primary key' };
  }
  if (cursor.takeWords('constraint')) {
    return { kind: 'drop constraint', name: cursor.takeName() };
  }
  cursor.takeWords('column');
  return { kind: 'drop column', column: cursor.takeName() };
}

function readAlter(cursor: TokenCursor, column: string): Clause {
  if (cursor.takeWords('type')) {
    const { text } = parseType(cursor);
    return { kind: 'set type', column, type: text };
  }
  if (cursor.takeWords('drop')) {
    return { kind: 'drop', column, attribute: readAttribute(cursor) };
  }
  cursor.expectWords('set');
  if (cursor.takeWords('autoincrement')) {
    return { kind: 'set autoincrement', column };
  }
  return { kind: 'set', column, constraint: readSet(cursor) };
}

function readAttribute(cursor: TokenCursor): Attribute {
  for (const attribute of ['default', 'generated', 'collate', 'autoincrement'] as const) {
    if (cursor.takeWords(attribute)) {
      return attribute;
    }
  }
  cursor.expectWords('not', 'null');
  return 'not null';
}

function readSet(cursor: TokenCursor): ColumnConstraint {
  const start = cursor.position;
  const constraint = parseColumnConstraint(cursor);
  const { kind } = constraint;
  if (kind !== 'default' && kind !== 'not null' && kind !== 'generated' && kind !== 'collate') {
    cursor.fail('default, not null, generated, collate or autoincrement');
  }
  if (kind === 'default' && !cursor.isAtEnd) {
    return readExpressionDefault(cursor, start);
  }
  return { ...constraint, before: ' ' };
}

/** A default may be any expression here; a `create table` wants parentheses around all but a literal. */
function readExpressionDefault(cursor: TokenCursor, start: number): ColumnConstraint {
  while (!cursor.isAtEnd) {
    cursor.take();
  }
  const text = cursor.textFrom(start).replace(/^default\s*/i, '');
  const expression = `(${text})`;
  return { kind: 'default', expression, before: ' ', text: `default ${expression}` };
}
