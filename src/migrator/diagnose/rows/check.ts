import { type DemandOf, tableSql } from '../demand.ts';
import type { Probe } from '../probe.ts';
import { countRows, type Refusal } from '../refusal.ts';
import { searchRows } from './search.ts';

/** Rows for which a check is false; one that is null passes, on both databases. */
export async function findViolations(
  probe: Probe,
  { table, name, expression }: DemandOf<'check'>,
): Promise<Refusal | undefined> {
  const found = await searchRows(probe, { table, show: [], condition: `not (${expression})` });
  const label = name === undefined ? 'a check' : `check "${name}"`;
  return (
    found && {
      reason: `${label} on ${tableSql(table)} is violated by ${countRows(found.count)}: (${expression}) is false`,
      found: { ...found, query: `select * from ${tableSql(table)} where not (${expression});` },
      remedy: 'Change these rows before it, in the same migration, or widen the check.',
    }
  );
}
