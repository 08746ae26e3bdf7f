import { mentionsColumn } from '../sql/create-index.ts';
import { isSameName } from '../sql/identifier.ts';
import { printColumn } from '../sql/print-create-table.ts';
import type { Clause } from './clause.ts';

/**
 * Orders clauses so that renames, which SQLite does by itself, come before what needs a copy of the table. A column
 * whose name another takes over is set aside first, so that two columns may change places.
 *
 * @param isColumn Whether a name is that of a column of the table.
 */
export function orderClauses(clauses: readonly Clause[], isColumn: (name: string) => boolean): Clause[] {
  const ordered: Clause[] = [];
  for (const clause of setAside(clauses, isColumn)) {
    const at = clause.kind === 'rename column' ? placeOf(clause, ordered) : ordered.length;
    ordered.splice(at, 0, clause);
  }
  return ordered;
}

/** Before every clause that names neither of the two names, behind all others. */
function placeOf(
  { column, to }: Extract<Clause, { kind: 'rename column' }>,
  before: readonly Clause[],
): number {
  const last = before.findLastIndex(
    (clause) => clause.kind === 'rename column' || mentions(clause, column) || mentions(clause, to),
  );
  return last + 1;
}

function mentions(clause: Clause, name: string): boolean {
  switch (clause.kind) {
    case 'add column':
      return mentionsColumn(printColumn(clause.column), name);
    case 'add constraint':
      return mentionsColumn(clause.constraint.text, name);
    case 'set':
      return isSameName(clause.column, name) || mentionsColumn(clause.constraint.text, name);
    case 'drop constraint':
    case 'drop primary key':
      return false;
    default:
      return isSameName(clause.column, name);
  }
}

function setAside(clauses: readonly Clause[], isColumn: (name: string) => boolean): Clause[] {
  const ordered = [...clauses];
  for (let at = 0; at < ordered.length; at += 1) {
    const clause = ordered[at];
    if (clause?.kind !== 'rename column' || isSameName(clause.column, clause.to) || !isColumn(clause.to)) {
      continue;
    }
    const leaver = ordered.findIndex((other, index) => leaves(other, clause.to) && index !== at);
    const leaving = ordered[leaver];
    if (leaving?.kind !== 'rename column' && leaving?.kind !== 'drop column') {
      continue;
    }
    if (leaver < at && leaving.kind === 'rename column') {
      continue;
    }
    const aside = freeName(`${clause.to} set aside`, isColumn);
    ordered[leaver] = { ...leaving, column: aside };
    ordered.splice(Math.min(at, leaver), 0, { kind: 'rename column', column: clause.to, to: aside });
    at += 1;
  }
  return ordered;
}

function leaves(clause: Clause, name: string): boolean {
  return (
    (clause.kind === 'drop column' || clause.kind === 'rename column') && isSameName(clause.column, name)
  );
}

function freeName(wanted: string, isTaken: (name: string) => boolean): string {
  let name = wanted;
  for (let count = 2; isTaken(name); count += 1) {
    name = `${wanted} ${count}`;
  }
  return name;
}
