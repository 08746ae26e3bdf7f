import { quoteColumn } from '../../../model/quote.ts';
import { findColumn, findConstraint } from '../sql/columns.ts';
import { mentionsColumn } from '../sql/create-index.ts';
import type { ColumnDefinition } from '../sql/create-table.ts';
import { foldName } from '../sql/identifier.ts';
import { isKept, type RebuildPlan } from './plan.ts';
import { projectTable } from './projection.ts';

/**
 * What a query about the new table's rows selects from while only the old one exists: the old table itself where the
 * texts mention nothing that changes, so that a person can read the query.
 */
export function sourceFor(plan: RebuildPlan, ...texts: string[]): string {
  const changed = changedColumns(plan);
  const isAffected = changed.some((column) => texts.some((text) => mentionsColumn(text, column)));
  return isAffected ? projectTable(plan) : quoteColumn(plan.to.name);
}

/** Names of the columns whose values, or whose way of comparing, are not those of the old table. */
export function changedColumns(plan: RebuildPlan): string[] {
  const changed = plan.to.columns.filter((column) => isChanged(plan, column)).map(({ name }) => name);
  for (const { name, constraints } of plan.to.columns) {
    const generated = constraints.find(({ kind }) => kind === 'generated');
    if (generated !== undefined && changed.some((other) => mentionsColumn(generated.text, other))) {
      changed.push(name);
    }
  }
  return [...new Set(changed)];
}

function isChanged(plan: RebuildPlan, column: ColumnDefinition): boolean {
  const old = findColumn(plan.from, column.name);
  return old === undefined || !isKept(plan, column.name) || essence(old) !== essence(column);
}

function essence(column: ColumnDefinition): string {
  const collation = findConstraint(column, 'collate')?.collation ?? 'binary';
  return JSON.stringify([
    foldName(column.type.text),
    foldName(collation),
    findConstraint(column, 'generated')?.expression,
  ]);
}
