import type { TableDiff } from '../../../diff/schema-diff.ts';
import type { Deferral } from '../../../hops/deferral.ts';
import { droppedColumns, mentionsAny, nameBefore, shakenColumns, widenedColumns } from './shaken.ts';

/** Checks: to prove one reads the whole table, under ACCESS EXCLUSIVE where it is not added `not valid`. */
export function deferConstraints(diff: TableDiff, { early, late, kept }: Deferral): void {
  const { previousName, to, checks } = diff;
  const isNamed = (name: string) => (check: { name: string }) => check.name === name;
  for (const { name, expression } of checks.dropped) {
    const isReplaced = checks.added.some(isNamed(name));
    if (!isReplaced && mentionsAny([expression], droppedColumns(diff))) {
      continue; // It goes and comes with its column.
    }
    if (isReplaced && !mentionsAny([expression], shakenColumns(diff))) {
      kept.checks.add(to.name, name);
    } else {
      early.checks.add(previousName, name);
    }
  }
  for (const { name } of checks.added) {
    late.checks.add(to.name, name);
  }
  const widened = widenedColumns(diff);
  for (const check of to.checks) {
    if (!checks.added.includes(check) && mentionsAny([check.expression], widened)) {
      early.checks.add(previousName, nameBefore(checks.renamed, check.name));
      late.checks.add(to.name, check.name);
    }
  }
}
