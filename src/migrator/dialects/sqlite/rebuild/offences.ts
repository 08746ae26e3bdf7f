import { quoteColumn } from '../../../model/quote.ts';
import { findColumn, findConstraint, isGenerated } from '../sql/columns.ts';
import type { CreateIndex } from '../sql/create-index.ts';
import { withoutOrder } from '../sql/create-index.ts';
import type { CreateTable } from '../sql/create-table.ts';
import { foldName } from '../sql/identifier.ts';
import { primaryKeyOf, rowidAlias } from '../sql/primary-key.ts';
import type { Offence } from './offending-rows.ts';
import { isKept, type RebuildPlan } from './plan.ts';
import { convertedColumns } from './projection.ts';
import { sourceFor } from './source.ts';

const CORRECT = 'Correct or delete them before the rebuild, in this migration or by hand; then run it again.';

/** Values that cannot become values of their column's new type. */
export function valueOffences(plan: RebuildPlan): Offence[] {
  return convertedColumns(plan).map(({ name, conversion }) => ({
    what: `with no ${conversion.wanted} in column "${name}"`,
    source: quoteColumn(plan.from.name),
    where: `${quoteColumn(name)} is not null and not coalesce(${conversion.fits.replace(/\s+/g, ' ')}, 0)`,
    columns: [name],
    remedy: CORRECT,
  }));
}

/** Rows that would have nothing in a column that is new and must have something. */
export function newColumnOffences(plan: RebuildPlan): Offence[] {
  const alias = rowidAlias(plan.to);
  return plan.to.columns
    .filter((column) => {
      const value = findConstraint(column, 'default')?.expression;
      const isFilled = value !== undefined && foldName(value) !== 'null';
      return !isKept(plan, column.name) && !isGenerated(column) && column.name !== alias && !isFilled;
    })
    .filter(({ name }) => requiredColumns(plan).includes(name))
    .map(({ name }) => ({
      what: `with nothing for the new column "${name}", which must not be null`,
      source: quoteColumn(plan.from.name),
      where: 'true',
      columns: [],
      remedy: `Give the column a default ("add column … not null default …"), or add it without "not null", fill it, and set it not null then.`,
    }));
}

/**
 * Rows with nothing where something must be. A null that a primary key held before may stay: SQLite lets it, by an old
 * mistake that is kept (SQLite manual, "CREATE TABLE", "The PRIMARY KEY").
 */
export function nullOffences(plan: RebuildPlan): Offence[] {
  const alias = rowidAlias(plan.to);
  const before = alias === rowidAlias(plan.from) ? keyNames(plan.from) : [];
  return requiredColumns(plan)
    .filter((name) => isRequired(plan.to, name) || !before.includes(foldName(name)))
    .filter((name) => name !== alias || isKept(plan, name))
    .map((name) => ({
      what: `with null in column "${name}", which must not be null`,
      source: sourceFor(plan, quoteColumn(name)),
      where: `${quoteColumn(name)} is null`,
      columns: [name],
      remedy: `Fill them before the rebuild: update ${quoteColumn(plan.from.name)} set ${quoteColumn(name)} = … where ${quoteColumn(name)} is null;`,
    }));
}

/** The columns that must not be null, those of the primary key among them. */
export function requiredColumns({ to }: RebuildPlan): string[] {
  const key = keyNames(to);
  return to.columns
    .map(({ name }) => name)
    .filter((name) => isRequired(to, name) || key.includes(foldName(name)));
}

function isRequired(table: CreateTable, name: string): boolean {
  const column = findColumn(table, name);
  return column !== undefined && findConstraint(column, 'not null') !== undefined;
}

function keyNames(table: CreateTable): string[] {
  return primaryKeyOf(table)?.columns.map(({ name }) => foldName(name)) ?? [];
}

/** Rows that a check refuses. */
export function checkOffences(plan: RebuildPlan): Offence[] {
  const checks = [...plan.to.constraints, ...plan.to.columns.flatMap(({ constraints }) => constraints)];
  return checks.flatMap((check) =>
    check.kind !== 'check'
      ? []
      : [
          {
            what: `against check ${check.name === undefined ? `(${check.expression})` : `"${check.name}" (${check.expression})`}`,
            source: sourceFor(plan, check.expression),
            where: `not (${check.expression})`,
            columns: [],
            remedy: CORRECT,
          },
        ],
  );
}

/** Rows that are equal where a key, a unique constraint or a unique index wants each to differ. */
export function uniqueOffences(plan: RebuildPlan, indexes: readonly CreateIndex[]): Offence[] {
  const key = primaryKeyOf(plan.to);
  const named = (kind: string, name: string | undefined) => (name === undefined ? kind : `${kind} "${name}"`);
  const parts = (columns: { name: string; collation?: string }[]) =>
    columns.map(({ name, collation }) =>
      collation === undefined ? quoteColumn(name) : `${quoteColumn(name)} collate ${quoteColumn(collation)}`,
    );
  const offences =
    key === undefined ? [] : [unique(plan, named('primary key', key.name), parts(key.columns))];
  for (const constraint of plan.to.constraints) {
    if (constraint.kind === 'unique') {
      offences.push(unique(plan, named('unique constraint', constraint.name), parts(constraint.columns)));
    }
  }
  for (const column of plan.to.columns) {
    const constraint = findConstraint(column, 'unique');
    if (constraint !== undefined) {
      offences.push(unique(plan, named('unique constraint', constraint.name), parts([column])));
    }
  }
  for (const index of indexes.filter(({ unique }) => unique)) {
    offences.push(unique(plan, `unique index "${index.name}"`, index.parts.map(withoutOrder), index.where));
  }
  return offences;
}

function unique(plan: RebuildPlan, what: string, parts: string[], where?: string): Offence {
  const list = parts.join(', ');
  const left = parts.length === 1 ? list : `(${list})`;
  const source = sourceFor(plan, list, where ?? '');
  const condition = where === undefined ? '' : `where ${where} `;
  const duplicates = `${left} in (select ${list} from ${source} ${condition}group by ${list} having count(*) > 1)`;
  return {
    what: `equal to another in (${list}), against ${what}`,
    source,
    where: where === undefined ? duplicates : `(${where}) and ${duplicates}`,
    columns: plan.to.columns.map(({ name }) => name).filter((name) => parts.includes(quoteColumn(name))),
    remedy: CORRECT,
  };
}
