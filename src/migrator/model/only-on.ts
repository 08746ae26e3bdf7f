import type { Dialect, Schema } from './schema.ts';

/** By database: names of what it has and the other is meant not to have. */
export type OnlyOn = Readonly<Partial<Record<Dialect, readonly string[]>>>;

const bare = new WeakMap<OnlyOn, WeakMap<Schema, Schema>>();

/** `schema` without what only its database is meant to have; the same object for the same schema. */
export function withoutOnlyOn(schema: Schema, onlyOn: OnlyOn): Schema {
  const names = onlyOn[schema.dialect];
  if (names === undefined || names.length === 0) {
    return schema;
  }
  const known = bare.get(onlyOn) ?? new WeakMap<Schema, Schema>();
  bare.set(onlyOn, known);
  const result = known.get(schema) ?? strip(schema, names);
  known.set(schema, result);
  return result;
}

function strip(schema: Schema, names: readonly string[]): Schema {
  const isOnBoth = ({ name }: { name: string }) => !names.includes(name);
  return {
    ...schema,
    tables: schema.tables.filter(isOnBoth).map((table) => ({
      ...table,
      indexes: table.indexes.filter(isOnBoth),
      triggers: table.triggers.filter(isOnBoth),
    })),
    views: schema.views.filter(isOnBoth),
  };
}
