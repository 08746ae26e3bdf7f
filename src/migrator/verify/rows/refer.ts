import { quoteName } from '../../model/quote.ts';
import type { ForeignKey, Table } from '../../model/schema.ts';
import type { ColumnPlan, Value } from './column-plan.ts';
import type { Filling } from './filling.ts';
import type { Random } from './random.ts';
import { type Keys, readKeys } from './references.ts';
import { nullableColumns } from './table-order.ts';

/** A row that is being made: by column, what is put into it. */
export type Draft = Map<string, Value>;

/** One foreign key of the table that is filled, and the keys it may refer to. */
export interface Reference {
  key: ForeignKey;
  keys: Keys;
}

/** Looks up what the foreign keys of a table may refer to. */
export async function findReferences({ execute, schema }: Filling, table: Table): Promise<Reference[]> {
  const references: Reference[] = [];
  for (const key of table.foreignKeys) {
    references.push({ key, keys: await readKeys(execute, schema.dialect, key) });
  }
  return references;
}

/** The same, with the rows that the table itself has by now. */
export async function findReferencesToItself(
  { execute, schema }: Filling,
  table: Table,
  references: readonly Reference[],
): Promise<Reference[]> {
  const current: Reference[] = [];
  for (const reference of references) {
    const { key } = reference;
    current.push(
      key.referencedTable === table.name
        ? { key, keys: await readKeys(execute, schema.dialect, key) }
        : reference,
    );
  }
  return current;
}

/** In the edge profile every fourth row refers to nothing, where it may. */
const NULL_EVERY = 4;

/**
 * Lets the draft refer to an existing row.
 *
 * @param at Which of the keys, round and round; a random one if not given.
 * @param fixed The columns that an earlier reference has decided.
 * @returns Why there is nothing to refer to, or undefined.
 */
export async function refer(
  filling: Filling,
  table: Table,
  { key, keys }: Reference,
  {
    draft,
    plans,
    fixed,
    random,
  }: { draft: Draft; plans: readonly ColumnPlan[]; fixed: Set<string>; random: Random },
  at?: number,
): Promise<string | undefined> {
  const { options, promises } = filling;
  const fitting = keys.filter((values) =>
    key.columns.every((column, index) => !fixed.has(column) || draft.get(column) === values[index]),
  );
  const free = nullableColumns(table, key).filter((column) => !fixed.has(column));
  const wantsNull = options.profile === 'edge' && at !== undefined && at % NULL_EVERY === NULL_EVERY - 1;
  const chosen = at === undefined ? random.pick(fitting) : fitting[at % fitting.length];
  if (free.length > 0 && (wantsNull || chosen === undefined)) {
    put(free.map((column) => [column, 'null']));
    return undefined;
  }
  if (chosen !== undefined) {
    put(key.columns.map((column, index) => [column, chosen[index]]));
    return undefined;
  }
  const invented = key.referencedColumns.map((column, index) => invent(column, key.columns[index] ?? column));
  if (key.referencedTable === table.name) {
    put(key.columns.map((column, index) => [column, invented[index]]));
    put(key.referencedColumns.map((column, index) => [column, invented[index]]));
    return undefined;
  }
  if (key.deferrable !== undefined && filling.mayPromise) {
    await promises.make(key, invented);
    put(key.columns.map((column, index) => [column, invented[index]]));
    return undefined;
  }
  return `Its foreign key ${key.name} needs a row of ${quoteName(key.referencedTable)}, and there is none.`;

  /** A value for a key that no row has yet: the row's own where it refers to itself. */
  function invent(referenced: string, column: string): string {
    const own = key.referencedTable === table.name ? draft.get(referenced) : undefined;
    const plan = plans.find((candidate) => candidate.column.name === column);
    return own ?? plan?.fresh(1 + random.below(30_000)) ?? 'null';
  }

  function put(values: readonly (readonly [string, Value])[]): void {
    for (const [column, value] of values) {
      draft.set(column, value);
      fixed.add(column);
    }
  }
}
