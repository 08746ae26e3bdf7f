import { defineEntity, type EntitySchema, p } from '@mikro-orm/core';
import fc from 'fast-check';

/** A table of a random entity model, as data that can be shrunk and printed. */
export interface TableSpec {
  key: 'counted' | 'uuid' | 'text' | 'pair';
  comment: string | undefined;
  columns: ColumnSpec[];
  /** Tables it refers to, by a nullable column each. */
  references: { target: string; onDelete: string; indexed: boolean }[];
  /** A check over the first two columns of the table that are numbers. */
  compares: boolean;
  /** A composite index over the first two columns. */
  paired: boolean;
  partial: boolean;
  /** A generated column made of the first column that is a number. */
  doubled: boolean;
  /** A view of the first two columns. */
  viewed: boolean;
}

export interface ColumnSpec {
  name: string;
  type: keyof typeof TYPES;
  nullable: boolean;
  hasDefault: boolean;
  index: 'none' | 'index' | 'unique';
  checked: boolean;
  comment: string | undefined;
}

export interface ModelSpec {
  tables: Record<string, TableSpec>;
  /** The values of the native enum, which every table shares. */
  moods: readonly string[];
}

const MOODS = [['good', 'bad'], ['good', 'so so', 'bad'], ['bad', 'good'], ['bad']] as const;

const TABLES = ['alpha', 'beta', 'gamma'] as const;

/** Each type as a property, with a default of it and a check on it. */
const TYPES = {
  integer: { make: () => p.integer(), default: 3, check: (c: string) => `${c} > -5` },
  bigint: { make: () => p.bigint(), default: 5n, check: (c: string) => `${c} <> 7` },
  short: { make: () => p.string().length(5), default: "it's", check: (c: string) => `${c} <> 'no'` },
  long: { make: () => p.string().length(40), default: 'Open', check: (c: string) => `"${c}" <> 'a;b'` },
  text: { make: () => p.text(), default: 'open', check: (c: string) => `(${c}) <> 'NO'` },
  boolean: { make: () => p.boolean(), default: true, check: (c: string) => `${c} is not null` },
  letter: { make: () => p.enum(['a', "b'c"]), default: 'a', check: (c: string) => `${c} <> 'z'` },
  number: { make: () => p.enum([1, 2, 3]), default: 2, check: (c: string) => `${c} <> 3` },
  mood: {
    make: (moods: readonly string[]) => p.enum([...moods]).nativeEnumName('mood'),
    default: 'bad',
    check: (c: string) => `${c} <> 'bad'`,
  },
  moment: {
    make: () => p.datetime(3),
    raw: 'current_timestamp',
    default: undefined,
    check: (c: string) => `${c} is not null`,
  },
  day: { make: () => p.date(), default: '2026-01-31', check: (c: string) => `${c} <> '2026-01-01'` },
  amount: {
    make: () => p.decimal().precision(8).scale(2),
    default: '1.50',
    check: (c: string) => `${c} < 100`,
  },
  data: { make: () => p.json(), default: '{"a":1}', check: (c: string) => `${c} is not null` },
} as const;

const column = (name: string): fc.Arbitrary<ColumnSpec> =>
  fc.record({
    name: fc.constant(name),
    type: fc.constantFrom(...(Object.keys(TYPES) as (keyof typeof TYPES)[])),
    nullable: fc.boolean(),
    hasDefault: fc.boolean(),
    index: fc.constantFrom('none' as const, 'none' as const, 'index' as const, 'unique' as const),
    checked: fc.boolean(),
    comment: fc.constantFrom(undefined, undefined, "it's", 'two'),
  });

const table: fc.Arbitrary<TableSpec> = fc.record({
  key: fc.constantFrom('counted' as const, 'uuid' as const, 'text' as const, 'pair' as const),
  comment: fc.constantFrom(undefined, undefined, 'a table'),
  columns: fc
    .subarray(['a', 'b', 'c', 'order'])
    .chain((names) => fc.tuple(...names.map(column)) as fc.Arbitrary<ColumnSpec[]>),
  references: fc.array(
    fc.record({
      target: fc.constantFrom(...TABLES),
      onDelete: fc.constantFrom('cascade', 'set null', 'no action'),
      indexed: fc.boolean(),
    }),
    { maxLength: 2 },
  ),
  compares: fc.boolean(),
  paired: fc.boolean(),
  partial: fc.boolean(),
  doubled: fc.boolean(),
  viewed: fc.boolean(),
});

/** Some of three tables, with references between those that are there. */
export const model: fc.Arbitrary<ModelSpec> = fc.record({
  tables: fc
    .subarray([...TABLES], { minLength: 1 })
    .chain((names) => fc.record(Object.fromEntries(names.map((name) => [name, table])))),
  moods: fc.constantFrom(...MOODS),
});

/** A model and one that shares some of its tables as they are. */
export const modelPair: fc.Arbitrary<[ModelSpec, ModelSpec]> = fc
  .tuple(model, model, fc.subarray([...TABLES]))
  .map(([from, to, kept]) => {
    const same = kept.flatMap((name) => (from.tables[name] ? [[name, from.tables[name]]] : []));
    return [from, { ...to, tables: { ...to.tables, ...Object.fromEntries(same) } }];
  });

/** The entities of a model. */
export function entitiesOf({ tables, moods }: ModelSpec): EntitySchema[] {
  const views = Object.entries(tables).flatMap(([name, table]) =>
    table.viewed ? [viewOf(name, table)] : [],
  );
  const entities = Object.entries(tables).map(([name, table]) => {
    const properties: Record<string, unknown> = { ...keyOf(table) };
    for (const column of table.columns) {
      properties[column.name] = propertyOf(column, moods);
    }
    const checks = table.columns
      .filter(({ checked }) => checked)
      .map(({ name: own, type }) => ({
        name: `ck_${name}_${own}_own`,
        expression: TYPES[type].check(own === 'order' ? '"order"' : own).replaceAll('""', '"'),
      }));
    for (const [index, { target, onDelete, indexed }] of table.references.entries()) {
      if (tables[target] !== undefined && tables[target].key !== 'pair') {
        properties[`ref${index}`] = () => {
          const reference = p
            .manyToOne(target as never)
            .nullable()
            .deleteRule(onDelete);
          return indexed ? reference.index() : reference;
        };
      }
    }
    const numbers = table.columns.filter(({ type }) => type === 'integer' || type === 'bigint');
    if (table.compares && numbers.length > 1) {
      const [one, two] = numbers;
      checks.push({ name: `ck_${name}_order`, expression: `"${one?.name}" <= "${two?.name}" * 2` });
    }
    if (table.doubled && numbers[0] !== undefined) {
      properties.twice = p.bigint().nullable().generated(`("${numbers[0].name}" * 2) stored`);
    }
    const names = table.columns.filter(({ type }) => type !== 'data').map((column) => column.name);
    const indexes =
      table.paired && names.length > 1
        ? [{ name: `ix_${name}_pair`, properties: names.slice(0, 2), ...partialOf(table, names) }]
        : [];
    return defineEntity({
      name,
      tableName: name,
      properties,
      checks,
      indexes,
      comment: table.comment,
    } as never) as unknown as EntitySchema;
  });
  return [...entities, ...views];
}

function viewOf(name: string, { columns }: TableSpec): EntitySchema {
  const shown = columns.slice(0, 2).map((column) => `"${column.name}"`);
  return defineEntity({
    name: `Shown${name}`,
    tableName: `shown_${name}`,
    view: true,
    expression: `select ${['1 as one', ...shown].join(', ')} from ${name}`,
    properties: { one: p.integer().primary() },
  } as never) as unknown as EntitySchema;
}

function partialOf({ partial }: TableSpec, names: readonly string[]): { where?: string } {
  return partial ? { where: `"${names[1]}" is not null` } : {};
}

function keyOf({ key }: TableSpec): Record<string, unknown> {
  switch (key) {
    case 'counted':
      return { id: p.integer().primary() };
    case 'uuid':
      return { id: p.uuid().primary() };
    case 'text':
      return { id: p.string().length(9).primary() };
    case 'pair':
      return { one: p.integer().primary(), two: p.integer().primary() };
  }
}

function propertyOf(
  { type, nullable, hasDefault, index, comment }: ColumnSpec,
  moods: readonly string[],
): unknown {
  const { make, default: value, ...rest } = TYPES[type];
  // The builder's type grows with every option; which of them are taken is decided by data here.
  let property = make(moods) as unknown as Record<string, (value?: unknown) => typeof property>;
  const take = (option: string, argument?: unknown) => {
    const apply = property[option];
    property = apply?.call(property, argument) ?? property;
  };
  if (nullable) {
    take('nullable');
  }
  if (hasDefault) {
    'raw' in rest ? take('defaultRaw', rest.raw) : take('default', value);
  }
  // PostgreSQL has no order of json values.
  if (index !== 'none' && type !== 'data') {
    take(index);
  }
  if (comment !== undefined) {
    take('comment', comment);
  }
  return property;
}
