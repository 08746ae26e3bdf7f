import { quoteColumn } from '../../model/quote.ts';
import { correlationName, type DemandOf, tableSql } from '../demand.ts';
import type { Probe } from '../probe.ts';
import { countRows, type Refusal } from '../refusal.ts';
import { searchRows } from './search.ts';

/** Rows that refer to a row that does not exist. A row with a null in the key refers to nothing. */
export async function findOrphans(
  probe: Probe,
  demand: DemandOf<'foreignKey'>,
): Promise<Refusal | undefined> {
  const { table, name, referencedTable } = demand;
  const columns = demand.columns.map(quoteColumn);
  const referenced = demand.referencedColumns?.map(quoteColumn) ?? (await probe.keyOf(referencedTable));
  const own = columns.map((column) => `${correlationName(table)}.${column}`);
  const pairs = own.map((column, index) => `"referenced".${referenced[index]} = ${column}`);
  const isOrphan = `not exists (select 1 from ${tableSql(referencedTable)} as "referenced" where ${pairs.join(' and ')})`;
  const found = await searchRows(probe, {
    table,
    show: columns,
    condition: [...columns.map((column) => `${column} is not null`), isOrphan].join(' and '),
  });
  if (found === undefined) {
    return undefined;
  }
  const label = `foreign key${name === undefined ? '' : ` "${name}"`}`;
  const target = `${tableSql(referencedTable)} (${referenced.join(', ')})`;
  return {
    reason: `${label} of ${tableSql(table)} (${columns.join(', ')}) to ${target} is violated: ${countRows(found.count)} ${found.count === 1 ? 'refers' : 'refer'} to a row that does not exist`,
    found,
    sample: columns.map((column, index) => `${column} = ${found.values[index]}`).join(' and '),
    remedy:
      'Before it, in the same migration, insert the missing rows, set the column to null, or delete these rows (declared with this.loses({ table, rows })).',
  };
}
