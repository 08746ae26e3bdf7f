import { compareTables } from '../../../diff/compare-tables.ts';
import type { Altered, SchemaDiff, TableDiff } from '../../../diff/schema-diff.ts';
import { quoteColumn, quoteName, quoteString } from '../../../model/quote.ts';
import type { Column, NativeEnum } from '../../../model/schema.ts';
import { type DdlStep, statement } from '../../ddl-step.ts';

const OLD = '__old';

/** Makes an enum type. */
export function createEnum({ name, items }: NativeEnum): DdlStep {
  return statement(`create type ${quoteName(name)} as enum (${items.map(quoteString).join(', ')})`);
}

/** Drops an enum type. */
export function dropEnum({ name }: NativeEnum): DdlStep {
  return statement(`drop type ${quoteName(name)}`);
}

/** Puts an enum type aside, for a new one of its name. */
export function putEnumAside({ name }: NativeEnum): DdlStep {
  const own = name.slice(name.lastIndexOf('.') + 1);
  return statement(`alter type ${quoteName(name)} rename to ${quoteColumn(`${own}${OLD}`)}`);
}

/** Adds values to an enum type, each behind the one it follows. */
export function addEnumValues({ from, to }: Altered<NativeEnum>): DdlStep[] {
  return to.items
    .filter((item) => !from.items.includes(item))
    .map((item) => {
      const previous = to.items[to.items.indexOf(item) - 1];
      const first = from.items[0];
      const place =
        previous !== undefined
          ? ` after ${quoteString(previous)}`
          : first !== undefined
            ? ` before ${quoteString(first)}`
            : '';
      return statement(`alter type ${quoteName(to.name)} add value ${quoteString(item)}${place}`);
    });
}

/**
 * Whether values are only added. A new value cannot be used in the transaction that adds it
 * (manual, "ALTER TYPE"), so a default must not be one.
 */
export function onlyGrows({ from, to }: Altered<NativeEnum>, { to: schema }: SchemaDiff): boolean {
  const kept = to.items.filter((item) => from.items.includes(item));
  const added = to.items.filter((item) => !from.items.includes(item)).map(quoteString);
  const isUsed = schema.tables.some(({ columns }) =>
    columns.some((column) => isOfEnum(column, to) && added.includes(column.default ?? '')),
  );
  return (
    kept.length === from.items.length && kept.every((item, index) => item === from.items[index]) && !isUsed
  );
}

/** The diff with each column of `enums` changing its type from the one put aside. */
export function withNewTypes(diff: SchemaDiff, enums: readonly NativeEnum[]): SchemaDiff {
  const { from, to, tables } = diff;
  const retype = (column: Column): Column => {
    const type = enums.find((candidate) => isOfEnum(column, candidate));
    return type === undefined
      ? column
      : { ...column, type: column.type.replace(quoteName(type.name), quoteName(`${type.name}${OLD}`)) };
  };
  const states = from.tables.map((table) => ({ ...table, columns: table.columns.map(retype) }));
  const altered = to.tables.flatMap((table): TableDiff[] => {
    const state = states.find(({ name }) => name === table.name);
    const known = tables.altered.find((other) => other.to.name === table.name);
    const renamed = known?.columns.renamed ?? [];
    const change = state && compareTables(state, table, renamed, known?.previousName ?? table.name);
    return change === undefined
      ? []
      : [{ ...change, ...(known?.filledLater && { filledLater: known.filledLater }) }];
  });
  return { ...diff, from: { ...from, tables: states }, tables: { ...tables, altered } };
}

function isOfEnum({ type }: Column, { name }: NativeEnum): boolean {
  return type.replace(/(\[\])*$/, '') === quoteName(name);
}
