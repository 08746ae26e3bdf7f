import type { TableDiff } from '../../../diff/schema-diff.ts';
import { quoteColumn, quoteName } from '../../../model/quote.ts';
import { type DdlStep, statement } from '../../ddl-step.ts';
import { columnDefinition } from '../../standard/column.ts';
import { checkConstraint } from '../../standard/constraint.ts';
import { addedChecks } from './needs-rebuild.ts';

/** The changes that SQLite makes by itself. A check goes before its column does, and comes after. */
export function changeInPlace(diff: TableDiff): DdlStep[] {
  const { to, columns, checks } = diff;
  const actions = [
    ...checks.dropped.map(({ name }) => `drop constraint ${quoteColumn(name)}`),
    ...checks.renamed.map(({ from }) => `drop constraint ${quoteColumn(from)}`),
    ...columns.dropped.map(({ name }) => `drop column ${quoteColumn(name)}`),
    ...columns.added.map((column) => `add column ${columnDefinition(column)}`),
    ...columns.altered.map(
      ({ to }) => `alter column ${quoteColumn(to.name)} ${to.nullable ? 'drop' : 'set'} not null`,
    ),
    ...addedChecks(diff).map((check) => `add ${checkConstraint(check)}`),
  ];
  return actions.map((action) => statement(`alter table ${quoteName(to.name)} ${action}`));
}
