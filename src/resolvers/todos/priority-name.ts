import { Priority } from '../../entities/priority.ts';
import type { Priority as PriorityName } from '../types.generated.ts';

const NAMES = new Map(Object.entries(Priority).map(([name, rank]) => [rank, name as keyof typeof Priority]));

/** The name in the API of a priority, which the database stores as a rank. */
export function priorityName(rank: Priority): PriorityName {
  const name = NAMES.get(rank);
  if (name === undefined) {
    throw new RangeError(`No priority has the rank ${rank}.`);
  }
  return name;
}
