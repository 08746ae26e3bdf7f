import type { Demand, DemandOf } from '../demand.ts';
import type { Probe } from '../probe.ts';
import type { Refusal } from '../refusal.ts';
import { findViolations } from './check.ts';
import { findOrphans } from './foreign-key.ts';
import { findMissingValues, findUnfilledRows } from './not-null.ts';
import { findDuplicates } from './unique.ts';

/**
 * The refusals of all demands that rows violate, so that one reading of the message mends them all.
 *
 * @param findUnconvertible What a change of type cannot convert differs between databases.
 */
export async function findRefusals(
  probe: Probe,
  demands: readonly Demand[],
  findUnconvertible: (demand: DemandOf<'type'>) => Promise<Refusal | undefined>,
): Promise<Refusal[]> {
  const refusals: Refusal[] = [];
  for (const demand of demands) {
    const refusal = await findRefusal(probe, demand, findUnconvertible);
    if (refusal !== undefined) {
      refusals.push(refusal);
    }
  }
  return refusals;
}

async function findRefusal(
  probe: Probe,
  demand: Demand,
  findUnconvertible: (demand: DemandOf<'type'>) => Promise<Refusal | undefined>,
): Promise<Refusal | undefined> {
  switch (demand.kind) {
    case 'notNull':
      return findMissingValues(probe, demand);
    case 'newNotNullColumn':
      return findUnfilledRows(probe, demand);
    case 'unique':
      return findDuplicates(probe, demand);
    case 'check':
      return findViolations(probe, demand);
    case 'foreignKey':
      return findOrphans(probe, demand);
    case 'type':
      return findUnconvertible(demand);
    default:
      return undefined;
  }
}
