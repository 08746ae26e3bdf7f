import type { Renames } from '../../../diff/renames/renames.ts';
import type { SchemaDiff, TableDiff } from '../../../diff/schema-diff.ts';
import { type Deferral, nothingDeferred } from '../../../hops/deferral.ts';
import { mentions } from '../../../model/identifiers.ts';
import type { Column } from '../../../model/schema.ts';
import { deferConstraints } from './defer-constraints.ts';
import { deferForeignKeys } from './defer-foreign-keys.ts';
import { deferIndexes } from './defer-indexes.ts';
import { nameBefore } from './shaken.ts';
import { isVolatile } from './volatile.ts';

/**
 * What of a change would stop a busy table on PostgreSQL if it were done in one transaction with the rest: building and
 * dropping indexes, proving constraints on the rows that exist, and giving rows a default that each has to be asked
 * for. A table that is made or dropped in the same change has no others waiting for it.
 */
export function deferOnPostgresql(diff: SchemaDiff, renames: Renames): Deferral {
  const deferral = nothingDeferred();
  for (const table of diff.tables.altered) {
    deferIndexes(table, deferral);
    deferConstraints(table, deferral);
    deferNotNulls(table, deferral);
    deferValues(table, deferral);
    deferDefaults(table, deferral);
  }
  deferForeignKeys(diff, renames, deferral);
  return deferral;
}

/** `set not null` reads the whole table, unless a check proves it already (manual, "ALTER TABLE", notes). */
function deferNotNulls({ previousName, to, columns, primaryKey, from }: TableDiff, deferral: Deferral): void {
  // A primary key brings not null with it, and lets nobody take it away.
  const keys = primaryKey === undefined ? [] : [from, to].flatMap((table) => table.primaryKey?.columns ?? []);
  for (const change of columns.altered) {
    const { name } = change.to;
    if (change.from.nullable === change.to.nullable || isSpecial(change.from) || isSpecial(change.to)) {
      continue;
    }
    if (keys.includes(name) || to.primaryKey?.columns.includes(name)) {
      continue;
    }
    if (change.to.nullable) {
      deferral.early.notNulls.add(previousName, nameBefore(columns.renamed, name));
    } else {
      deferral.late.notNulls.add(to.name, name);
    }
  }
}

/** A default that only the new check allows would fail every insert without a value until that check is there. */
function deferDefaults({ to, columns, checks }: TableDiff, { late, kept }: Deferral): void {
  for (const { from: before, to: column } of columns.altered) {
    const value = column.default;
    const isLocked =
      value !== undefined &&
      checks.dropped.some(
        ({ name, expression }) =>
          kept.checks.has(to.name, name) && mentions(expression, column.name) && !expression.includes(value),
      );
    if (isLocked && before.default !== value && before.type === column.type) {
      late.defaults.add(to.name, column.name);
    }
  }
}

function deferValues({ to, columns }: TableDiff, deferral: Deferral): void {
  for (const column of columns.added) {
    const value = column.default;
    if (
      value === undefined ||
      !isVolatile(value) ||
      isSpecial(column) ||
      to.primaryKey?.columns.includes(column.name)
    ) {
      continue;
    }
    deferral.fills.push({ table: to.name, column: column.name });
    if (!column.nullable) {
      deferral.late.notNulls.add(to.name, column.name);
    }
  }
}

/** An identity is never null, and a generated column is made anew. */
function isSpecial({ autoIncrement, generated }: Column): boolean {
  return Boolean(autoIncrement) || generated !== undefined;
}
