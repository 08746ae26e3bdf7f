import type { Altered, TableDiff } from '../../../diff/schema-diff.ts';
import { quoteName, quoteString } from '../../../model/quote.ts';
import type { NativeEnum } from '../../../model/schema.ts';
import { type DdlStep, statement } from '../../ddl-step.ts';

/** Makes an enum type. */
export function createEnum({ name, items }: NativeEnum): DdlStep {
  return statement(`create type ${quoteName(name)} as enum (${items.map(quoteString).join(', ')})`);
}

/** Drops an enum type. */
export function dropEnum({ name }: NativeEnum): DdlStep {
  return statement(`drop type ${quoteName(name)}`);
}

/** Adds values to an enum type. */
export function alterEnum({ from, to }: Altered<NativeEnum>, _tables: readonly TableDiff[]): DdlStep[] {
  return to.items
    .filter((item) => !from.items.includes(item))
    .map((item) => {
      const before = to.items[to.items.indexOf(item) - 1];
      const place =
        before === undefined
          ? from.items[0] === undefined
            ? ''
            : ` before ${quoteString(from.items[0])}`
          : ` after ${quoteString(before)}`;
      return statement(`alter type ${quoteName(to.name)} add value ${quoteString(item)}${place}`);
    });
}
