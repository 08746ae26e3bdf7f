import type { Renamed } from '../../../diff/schema-diff.ts';
import { quoteColumn, quoteName } from '../../../model/quote.ts';
import { type DdlStep, statement } from '../../ddl-step.ts';

/** Renames a table, or moves it to another schema, or both. */
export function renameTable({ from, to }: Renamed): DdlStep[] {
  const [before, after] = [split(from), split(to)];
  const steps: DdlStep[] = [];
  if (before.namespace !== after.namespace) {
    steps.push(statement(`alter table ${quoteName(from)} set schema ${quoteColumn(after.namespace)}`));
  }
  if (before.own !== after.own) {
    const moved = after.namespace === 'public' ? before.own : `${after.namespace}.${before.own}`;
    steps.push(statement(`alter table ${quoteName(moved)} rename to ${quoteColumn(after.own)}`));
  }
  return steps;
}

function split(name: string): { namespace: string; own: string } {
  const dot = name.lastIndexOf('.');
  return { namespace: dot < 0 ? 'public' : name.slice(0, dot), own: name.slice(dot + 1) };
}
