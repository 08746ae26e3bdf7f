import { findColumn } from '../sql/columns.ts';
import type { CreateTable, TableConstraint } from '../sql/create-table.ts';
import { foldName, isSameName } from '../sql/identifier.ts';
import { applyToColumn } from './apply-to-column.ts';
import { addConstraint, dropConstraint, dropPrimaryKey, setAutoIncrement } from './apply-to-constraints.ts';
import type { Clause } from './clause.ts';
import { refuse } from './refusal.ts';

/** What a table is to become, and which of its values go along. */
export interface RebuildPlan {
  from: CreateTable;
  to: CreateTable;
  /** Folded names of the columns that take over the values of the column of that name. */
  kept: Set<string>;
  /** Names of the columns that go. */
  dropped: string[];
}

/**
 * Applies clauses to a table definition.
 *
 * @param clauses Without renames, which SQLite does by itself before.
 * @throws MigrationError `REBUILD_REFUSED` where a clause does not fit the table.
 */
export function planRebuild(from: CreateTable, clauses: readonly Clause[]): RebuildPlan {
  const plan: RebuildPlan = {
    from,
    to: structuredClone(from),
    kept: new Set(from.columns.map(({ name }) => foldName(name))),
    dropped: [],
  };
  for (const clause of clauses) {
    applyClause(plan, clause);
  }
  dropOrphans(plan);
  return plan;
}

function applyClause(plan: RebuildPlan, clause: Clause): void {
  const { to } = plan;
  switch (clause.kind) {
    case 'add column':
      addColumn(plan, clause);
      break;
    case 'drop column':
      dropColumn(plan, clause.column);
      break;
    case 'set type':
    case 'set':
    case 'drop':
      applyToColumn(to, clause);
      break;
    case 'set autoincrement':
      setAutoIncrement(to, clause.column);
      break;
    case 'add constraint':
      addConstraint(to, clause.constraint);
      break;
    case 'drop constraint':
      dropConstraint(to, clause.name);
      break;
    case 'drop primary key':
      dropPrimaryKey(to);
      break;
    case 'rename column':
      throw new TypeError('Renames come before the plan.');
  }
}

function addColumn({ to }: RebuildPlan, { column }: Extract<Clause, { kind: 'add column' }>): void {
  if (findColumn(to, column.name) !== undefined) {
    throw refuse(
      to.name,
      `column "${column.name}" is to be added but is there already`,
      'Take the clause out of the migration, or drop or rename the column before it.',
    );
  }
  const last = to.columns.at(-1);
  const before = /^\s+$/.test(last?.before ?? '') ? (last?.before ?? ' ') : ' ';
  // Behind the last column may stand a comment or the line break before the parenthesis.
  const after = to.constraints.length === 0 && /^\s+$/.test(last?.after ?? '') ? (last?.after ?? '') : '';
  if (last !== undefined && after !== '') {
    last.after = '';
  }
  to.columns.push({ ...column, before, after });
}

function dropColumn(plan: RebuildPlan, name: string): void {
  const column = findColumn(plan.to, name);
  if (column === undefined) {
    throw refuse(
      plan.to.name,
      `it has no column "${name}" to drop`,
      'Correct the name in the migration, or take the clause out.',
    );
  }
  plan.to.columns = plan.to.columns.filter((other) => other !== column);
  if (plan.kept.delete(foldName(name))) {
    plan.dropped.push(column.name);
  }
}

/** A key of nothing but dropped columns goes with them where it has no name to drop it by; any other is in the way. */
function dropOrphans({ to, dropped }: RebuildPlan): void {
  to.constraints = to.constraints.filter((constraint) => {
    const columns = keyColumns(constraint);
    const gone = columns.filter((name) => findColumn(to, name) === undefined);
    const [missing] = gone;
    if (missing === undefined) {
      return true;
    }
    if (!dropped.some((name) => isSameName(name, missing))) {
      throw refuse(
        to.name,
        `${describeConstraint(constraint)} needs column "${missing}", which it does not have`,
        'Correct the clause of the migration.',
      );
    }
    if (constraint.name === undefined && gone.length === columns.length) {
      return false;
    }
    throw refuse(
      to.name,
      `column "${missing}" is to be dropped and is used by ${describeConstraint(constraint)}`,
      howToDrop(constraint),
    );
  });
}

function howToDrop({ kind, name }: TableConstraint): string {
  if (kind === 'primary key') {
    return 'Drop that too (drop primary key), or keep the column.';
  }
  return name === undefined
    ? 'Keep the column: a constraint without a name cannot be dropped.'
    : `Drop that too (drop constraint "${name}"), or keep the column.`;
}

function keyColumns(constraint: TableConstraint): string[] {
  if (constraint.kind === 'primary key' || constraint.kind === 'unique') {
    return constraint.columns.map(({ name }) => name);
  }
  return constraint.kind === 'foreign key' ? constraint.columns : [];
}

/** For messages: `foreign key "fk_…"`, or its text where it has no name. */
export function describeConstraint({ kind, name, text }: TableConstraint): string {
  return name === undefined ? text.replace(/\s+/g, ' ') : `${kind} "${name}"`;
}

/** Whether a column of the new table takes over values of a column of the old one. */
export function isKept({ kept }: RebuildPlan, name: string): boolean {
  return kept.has(foldName(name));
}
