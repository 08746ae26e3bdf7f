import { MigrationError } from '../../errors.ts';
import { quoteColumn } from '../../model/quote.ts';
import { type DemandOf, tableSql } from '../demand.ts';
import type { ErrorFacts } from '../error-facts.ts';

/** SQLSTATE 42804 of `alter column type`: the server knows no conversion that it may make unasked. */
export function noAutomaticCast(
  migration: string,
  { table, column, type }: DemandOf<'type'>,
  facts: ErrorFacts,
  cause: unknown,
): MigrationError {
  const name = quoteColumn(column);
  const change = `alter table ${tableSql(table)} alter column ${name}`;
  const remedy = facts.message.startsWith('default ')
    ? `Take the default away before it and give the new one after it: ${change} drop default, alter column ${name} type ${type} using …, alter column ${name} set default …;`
    : `Say how its values convert: ${change} type ${type} using ${name}::${type};`;
  return new MigrationError(
    'STATEMENT_FAILED',
    `${migration} stopped: ${facts.message} (table ${tableSql(table)}).\n${remedy}`,
    {
      cause,
    },
  );
}
