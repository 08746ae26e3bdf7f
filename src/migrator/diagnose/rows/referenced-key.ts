import { MigrationError } from '../../errors.ts';
import { quoteColumn } from '../../model/quote.ts';
import { type DemandOf, tableSql } from '../demand.ts';

/** A foreign key to columns that are neither the primary key nor unique: which row it means is undecided. */
export function noReferencedKey(
  migration: string,
  { table, name, columns, referencedTable, referencedColumns }: DemandOf<'foreignKey'>,
  cause: unknown,
): MigrationError {
  const label = name === undefined ? 'a foreign key' : `foreign key "${name}"`;
  const from = `${tableSql(table)} (${columns.map(quoteColumn).join(', ')})`;
  const to = tableSql(referencedTable);
  const key = referencedColumns?.map(quoteColumn).join(', ');
  const missing =
    key === undefined
      ? `${to}, which has no primary key`
      : `${to} (${key}), which is neither its primary key nor unique`;
  const remedy =
    key === undefined
      ? `Name the columns it refers to, or give ${to} a primary key before it.`
      : `Refer to the primary key, or make (${key}) unique before it: create unique index … on ${to} (${key}) (a partial index, or one on an expression, does not do).`;
  return new MigrationError(
    'STATEMENT_FAILED',
    `${migration} stopped: ${label} of ${from} refers to ${missing}.\n${remedy}`,
    {
      cause,
    },
  );
}
