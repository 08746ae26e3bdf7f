import type { Constraint } from 'libpg-query';
import type { Catalog } from './catalog.ts';
import { type TableEffect, touch } from './effect.ts';
import { nameOf, namesOf } from './syntax.ts';

/** What it does to add a constraint to a table that is there (manual, "ALTER TABLE", "Explicit Locking"). */
export function addConstraint(catalog: Catalog, table: string, constraint: Constraint): TableEffect[] {
  const checked = constraint.skip_validation === true || constraint.is_enforced === false ? 'no' : 'yes';
  switch (constraint.contype) {
    case 'CONSTR_FOREIGN': {
      const parent = nameOf(catalog, constraint.pktable);
      return [
        touch(table, 'ShareRowExclusive', {
          scan: checked,
          because: ['every row is looked up'].slice(0, checked === 'yes' ? 1 : 0),
        }),
        touch(parent, 'ShareRowExclusive', { scan: checked === 'yes' ? 'unknown' : 'no' }),
      ];
    }
    case 'CONSTR_CHECK':
      return [touch(table, 'AccessExclusive', { scan: checked })];
    case 'CONSTR_NOTNULL': {
      const [column = ''] = namesOf(constraint.keys);
      return [
        touch(table, 'AccessExclusive', {
          scan: checked === 'yes' ? needsScanForNotNull(catalog, table, column) : 'no',
        }),
      ];
    }
    case 'CONSTR_UNIQUE':
    case 'CONSTR_EXCLUSION':
      return [touch(table, 'AccessExclusive', { scan: constraint.indexname === undefined ? 'yes' : 'no' })];
    case 'CONSTR_PRIMARY':
      return [
        touch(table, 'AccessExclusive', { scan: constraint.indexname === undefined ? 'yes' : 'unknown' }),
      ];
    default:
      return [touch(table, 'AccessExclusive', { rewrite: 'unknown', scan: 'unknown' })];
  }
}

/** Not where it is not null already, or a validated check says so. */
export function needsScanForNotNull(
  catalog: Catalog,
  table: string,
  column: string,
): 'yes' | 'no' | 'unknown' {
  const known = catalog.tables.get(table);
  if (known?.columns.get(column) === undefined) {
    return 'unknown';
  }
  const quoted = [column, `"${column.replaceAll('"', '""')}"`];
  const isProven = known.constraints.some(
    ({ kind, validated, definition }) =>
      kind === 'c' &&
      validated &&
      quoted.some(
        (name) =>
          definition.replace(/[()]/g, ' ').replace(/\s+/g, ' ').trim() === `CHECK ${name} IS NOT NULL`,
      ),
  );
  if (isProven || known.columns.get(column)?.notNull === true) {
    return 'no';
  }
  // A check that says more may prove it too; PostgreSQL tells, this does not.
  const mentions = known.constraints.some(
    ({ kind, validated, columns }) => kind === 'c' && validated && columns.includes(column),
  );
  return mentions ? 'unknown' : 'yes';
}
