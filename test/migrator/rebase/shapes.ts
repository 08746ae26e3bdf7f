import { defineEntity, type EntitySchema, p } from '@mikro-orm/core';

type Side = 'left' | 'right';
type Properties = Record<string, unknown>;

/** The properties of an item before anything changes: each side has some of its own. */
export function startProperties(): Properties {
  return Object.fromEntries(
    (['left', 'right'] as const).flatMap((side) => [
      [`${side}Size`, p.integer().default(1)],
      [`${side}Name`, p.string().length(20).nullable()],
      [`${side}Gone`, p.text().nullable()],
    ]),
  );
}

/** One change of a model. */
export interface Shape {
  change(properties: Properties, side: Side): Properties;
  /** What the change tells the generator of renames. */
  renames(side: Side): string[];
}

const without = (properties: Properties, name: string) =>
  Object.fromEntries(Object.entries(properties).filter(([key]) => key !== name));

/** The kinds of change that two branches make. */
export const SHAPES: Record<string, Shape> = {
  'add column': {
    change: (properties, side) => ({ ...properties, [`${side}New`]: p.boolean().default(false) }),
    renames: () => [],
  },
  rebuild: {
    change: (properties, side) => ({ ...properties, [`${side}Size`]: p.bigint('number').default(2) }),
    renames: () => [],
  },
  rename: {
    change: (properties, side) => ({
      ...without(properties, `${side}Name`),
      [`${side}Label`]: p.string().length(20).nullable(),
    }),
    renames: (side) => [`items.${side}_name>${side}_label`],
  },
  drop: {
    change: (properties, side) => without(properties, `${side}Gone`),
    renames: () => [],
  },
};

/** The entities: a list that items belong to. */
export function items(properties: Properties, options: object = {}): EntitySchema[] {
  const list = defineEntity({ name: 'List', tableName: 'lists', properties: { id: p.integer().primary() } });
  const item = defineEntity({
    name: 'Item',
    tableName: 'items',
    properties: {
      id: p.integer().primary(),
      list: () => p.manyToOne(list).deleteRule('cascade'),
      ...properties,
    },
    ...options,
  } as never);
  return [list, item] as unknown as EntitySchema[];
}
