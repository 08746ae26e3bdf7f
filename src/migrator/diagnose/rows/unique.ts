import { type DemandOf, tableSql } from '../demand.ts';
import type { Probe } from '../probe.ts';
import { countHave, type Refusal } from '../refusal.ts';
import { searchRows, withRowsAlike } from './search.ts';

/** Rows whose values another row has too, where a unique index, constraint or primary key wants them to differ. */
export async function findDuplicates(probe: Probe, demand: DemandOf<'unique'>): Promise<Refusal | undefined> {
  const { table, parts, where = '1 = 1', nullsDistinct } = demand;
  const hasValues = nullsDistinct ? parts.map((part) => `${part} is not null`) : [];
  const rows = [...(where === '1 = 1' ? [] : [`(${where})`]), ...hasValues].join(' and ') || '1 = 1';
  const found = await searchRows(probe, {
    table,
    show: parts,
    from: (key) => withRowsAlike(table, parts, rows, key),
    condition: '"rows_alike" > 1',
    orderBy: parts,
  });
  if (found === undefined) {
    return undefined;
  }
  const values = parts.map((part, index) => `${part} = ${found.values[index]}`).join(' and ');
  return {
    reason: `${describe(demand)} is violated: ${countHave(found.count)} the same (${parts.join(', ')}) as another row`,
    found,
    sample: values,
    remedy:
      'Change or delete them before it, in the same migration; a delete is declared with this.loses({ table, rows }).',
  };
}

function describe({ what, name, table }: DemandOf<'unique'>): string {
  const noun = what === 'primary key' ? 'primary key' : `unique ${what}`;
  return `${noun}${name === undefined ? '' : ` "${name}"`} on ${tableSql(table)}`;
}
