import type { Renamed } from '../../diff/schema-diff.ts';
import { quoteName } from '../../model/quote.ts';
import { type DdlStep, statement } from '../ddl-step.ts';

/** Renames a table; what refers to it follows. */
export function renameTable({ from, to }: Renamed): DdlStep {
  return statement(`alter table ${quoteName(from)} rename to ${quoteName(to)}`);
}
