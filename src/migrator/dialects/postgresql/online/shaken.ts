import { endToEnd } from '../../../diff/renames/order.ts';
import type { Renamed, TableDiff } from '../../../diff/schema-diff.ts';
import { isEqual } from '../../../model/equal.ts';
import { mentions } from '../../../model/identifiers.ts';
import { retypes, rewrites } from '../ddl/changes.ts';

/** The columns of a table that go; by the names that they have when others are renamed. */
export function droppedColumns({ columns }: TableDiff): string[] {
  return columns.dropped.map(({ name }) => name);
}

/** The columns on which nothing can stand while the quick part of the change is carried out. */
export function shakenColumns(diff: TableDiff): string[] {
  const altered = diff.columns.altered.filter(
    (change) => retypes(change) || !isEqual(change.from.generated, change.to.generated),
  );
  return [...droppedColumns(diff), ...altered.map(({ to }) => to.name)];
}

/**
 * The columns whose type changes while their rows stay: what PostgreSQL would look through the table for is better made
 * anew apart. None where a row is written anew, which stops the table anyway.
 */
export function widenedColumns({ columns }: TableDiff): string[] {
  return columns.altered.some(rewrites) ? [] : columns.altered.filter(retypes).map(({ to }) => to.name);
}

/** Whether any of the SQL texts may mention any of the columns. */
export function mentionsAny(texts: readonly (string | undefined)[], columns: readonly string[]): boolean {
  return texts.some((text) => text !== undefined && columns.some((column) => mentions(text, column)));
}

/** What a thing was called before renames. */
export function nameBefore(renamed: readonly Renamed[], name: string): string {
  return endToEnd(renamed).find(({ to }) => to === name)?.from ?? name;
}
