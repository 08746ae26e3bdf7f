import { quoteColumn } from '../../model/quote.ts';
import { type DemandOf, tableSql } from '../demand.ts';
import type { Probe } from '../probe.ts';
import { countHave, countRows, type Refusal } from '../refusal.ts';
import { searchRows } from './search.ts';

/** Rows without a value in a column that must have one. */
export async function findMissingValues(
  probe: Probe,
  { table, column }: DemandOf<'notNull'>,
): Promise<Refusal | undefined> {
  const name = quoteColumn(column);
  const found = await searchRows(probe, { table, show: [name], condition: `${name} is null` });
  return (
    found && {
      reason: `column ${name} of ${tableSql(table)} cannot be not null: ${countHave(found.count)} no value in it`,
      found,
      remedy: `Fill them before it, in the same migration: update ${tableSql(table)} set ${name} = … where ${name} is null; or leave the column nullable.`,
    }
  );
}

/** Rows that a new not-null column without a default would leave without a value: all of the table. */
export async function findUnfilledRows(
  probe: Probe,
  { table, column }: DemandOf<'newNotNullColumn'>,
): Promise<Refusal | undefined> {
  const name = quoteColumn(column);
  const found = await searchRows(probe, { table, show: [], condition: '1 = 1' });
  return (
    found && {
      reason: `the new column ${name} of ${tableSql(table)} is not null and has no default, so ${countRows(found.count)} would have no value in it`,
      found: { ...found, query: `select * from ${tableSql(table)};` },
      remedy:
        'Give the column a default; or add it nullable, fill it with an update, and set it not null, all in the same migration.',
    }
  );
}
