import type { GraphQLResolveInfo } from 'graphql';

/** Where a row keeps what was read for it beyond its own columns, by the name in the answer. */
const KEPT = Symbol('read for this row');

type Keeper = object & { [KEPT]?: Record<string, unknown> };

/** Keeps `value` as what `row` answers under `key`. */
export function keep(row: object, key: string, value: unknown): void {
  const keeper: Keeper = row;
  keeper[KEPT] ??= {};
  keeper[KEPT][key] = value;
}

/** Whether `row` has kept something under `key`. */
export function hasKept(row: object, key: string): boolean {
  const values = (row as Keeper)[KEPT];
  return values !== undefined && key in values;
}

/**
 * What was read for this field of `row`. At once, and not as a promise: a promise for each row of a page costs more than
 * the rest of its answer.
 */
export function kept<Value>(row: object, { path, parentType, fieldName }: GraphQLResolveInfo): Value {
  const values = (row as Keeper)[KEPT];
  if (values === undefined || !(path.key in values)) {
    throw new Error(
      `${parentType.name}.${fieldName} was not read: whoever returns a ${parentType.name} has to attach what is asked of it.`,
    );
  }
  return values[path.key] as Value;
}
