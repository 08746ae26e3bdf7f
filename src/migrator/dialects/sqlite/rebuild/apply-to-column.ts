import { findColumn } from '../sql/columns.ts';
import type { ColumnConstraint, ColumnDefinition, CreateTable } from '../sql/create-table.ts';
import { foldName } from '../sql/identifier.ts';
import { tokenize } from '../sql/tokenizer.ts';
import type { Clause } from './clause.ts';
import { refuse } from './refusal.ts';

type ColumnClause = Extract<Clause, { kind: 'set type' | 'set' | 'drop' }>;

/** Changes what stands behind a column's name. */
export function applyToColumn(table: CreateTable, clause: ColumnClause): void {
  const column = columnToAlter(table, clause.column);
  if (clause.kind === 'set type') {
    column.type = { before: ' ', text: clause.type };
  } else if (clause.kind === 'set') {
    setConstraint(column, clause.constraint);
  } else if (clause.attribute === 'autoincrement') {
    dropAutoIncrement(table, column);
  } else {
    remove(column, [clause.attribute]);
  }
}

/** The column that a clause names. */
export function columnToAlter(table: CreateTable, name: string): ColumnDefinition {
  const column = findColumn(table, name);
  if (column === undefined) {
    throw refuse(
      table.name,
      `it has no column "${name}" to alter`,
      'Correct the name in the migration, or take the clause out.',
    );
  }
  return column;
}

function setConstraint(column: ColumnDefinition, constraint: ColumnConstraint): void {
  const at = column.constraints.findIndex(({ kind }) => kind === constraint.kind);
  // A generated column has no default, and a `null` would contradict a `not null`.
  const contradicted: ColumnConstraint['kind'][] =
    constraint.kind === 'generated' ? ['default'] : constraint.kind === 'not null' ? ['null'] : [];
  if (at === -1) {
    column.constraints.push(constraint);
  } else {
    column.constraints[at] = constraint;
    column.constraints = column.constraints.filter(
      (other, index) => index <= at || other.kind !== constraint.kind,
    );
  }
  remove(column, contradicted);
}

function remove(column: ColumnDefinition, kinds: readonly ColumnConstraint['kind'][]): void {
  column.constraints = column.constraints.filter(({ kind }) => !kinds.includes(kind));
}

/** The mark stands last in a column's own primary key clause, or inside the parentheses of the table's. */
function dropAutoIncrement(table: CreateTable, column: ColumnDefinition): void {
  for (const constraint of [...column.constraints, ...table.constraints]) {
    if (constraint.kind === 'primary key' && constraint.autoIncrement) {
      constraint.autoIncrement = false;
      constraint.text = withoutLastWord(constraint.text, 'autoincrement');
    }
  }
}

function withoutLastWord(text: string, word: string): string {
  const token = tokenize(text).findLast((token) => token.kind === 'word' && foldName(token.text) === word);
  const start = token?.start ?? text.length;
  return text.slice(0, start).trimEnd() + text.slice(start + word.length);
}
