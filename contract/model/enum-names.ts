import type { EntitySchema } from '@mikro-orm/core';

/** The values of an enum property by the names that the API gives them. */
export interface EnumNames {
  names: readonly string[];
  nameOf(value: unknown): string | undefined;
}

/**
 * The names of `p.enum(() => Priority)` are the keys of `Priority`, whatever its values are; those of
 * `p.enum(['LOW', 'HIGH'])` are the values.
 */
export function enumNamesOf(entity: EntitySchema, property: string): EnumNames | undefined {
  // After discovery the metadata has the values alone.
  const declared: unknown = entity.meta.properties[property as never] ?? {};
  const { items } = declared as { items?: unknown };
  const values: unknown = typeof items === 'function' ? items() : items;
  if (values === undefined) {
    return undefined;
  }
  const entries = Array.isArray(values)
    ? values.map((value) => [String(value), value] as const)
    : // An enum of TypeScript with numbers has each entry the other way round as well.
      Object.entries(values as object).filter(([name]) => Number.isNaN(Number(name)));
  return {
    names: entries.map(([name]) => name),
    nameOf: (value) => entries.find(([, candidate]) => candidate === value)?.[0],
  };
}
