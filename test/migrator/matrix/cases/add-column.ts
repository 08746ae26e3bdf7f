import { type EntitySchema, p } from '@mikro-orm/core';
import {
  each,
  entity,
  items,
  labels,
  type MatrixCase,
  type Properties,
  refusesRows,
  rowsOf,
  unknown,
} from '../matrix-case.ts';
import { by, type Row } from '../values.ts';

/** A text that quoting, statement splitting and placeholders stumble over. */
export const TRICKY = `it's "quoted" \`back\`; x\nsecond -- line /* $\{y} */ $1 ? :name \\ end`;

/** Adds `properties` to a table with rows; each row then holds `values` besides. */
function adds(
  name: string,
  properties: () => Properties,
  values: Row,
  rest: Partial<MatrixCase> = {},
): MatrixCase {
  return {
    name: `add column: ${name}`,
    before: () => [items({})],
    after: () => [items(properties())],
    rows: { items: labels() },
    up: each('items', () => values),
    ...rest,
  };
}

const owner = (): EntitySchema => entity('Owner', 'owners', { id: p.integer().primary(), name: p.string() });
const owners = [{ id: 1, name: `O'Neil` }];
/** SQLite keeps a datetime as milliseconds since 1970, as MikroORM writes it. */
const TIMESTAMP = /^(?:integer:\d{13}|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d.*)$/;

export const addColumnCases: readonly MatrixCase[] = [
  adds('nullable', () => ({ note: p.string().nullable() }), { note: null }),
  adds('not null, constant default', () => ({ amount: p.integer().default(7) }), { amount: 7 }),
  adds(
    'not null, default now',
    () => ({ createdAt: p.datetime(3).defaultRaw('current_timestamp') }),
    { created_at: unknown('created_at') },
    { unknown: { 'items.created_at': TIMESTAMP } },
  ),
  adds('default with quotes, semicolons, new lines', () => ({ note: p.string().default(TRICKY) }), {
    note: TRICKY,
  }),
  adds('default with one single quote', () => ({ note: p.string().default(`don't`) }), { note: `don't` }),
  adds(
    'not null without default, rows',
    () => ({ amount: p.integer() }),
    {},
    {
      refused: refusesRows(['items', 'amount']),
    },
  ),
  adds('not null without default, no rows', () => ({ amount: p.integer() }), {}, { rows: { items: [] } }),
  adds('length', () => ({ code: p.string().length(5).nullable() }), { code: null }),
  adds('enum of texts', () => ({ state: p.enum(['open', `won't do`]).default('open') }), { state: 'open' }),
  adds('enum of numbers', () => ({ rank: p.enum([10, 20]).default(10) }), { rank: 10 }),
  adds('native enum', () => ({ kind: p.enum(['a', 'b']).nativeEnumName('item_kind').default('a') }), {
    kind: 'a',
  }),
  adds('json', () => ({ data: p.json().nullable() }), { data: null }),
  adds('boolean', () => ({ done: p.boolean().default(false) }), { done: false }),
  adds('decimal', () => ({ price: p.decimal().precision(10).scale(2).defaultRaw('1.5') }), {
    price: by(1.5, '1.50'),
  }),
  adds('float', () => ({ weight: p.double().default(0.5) }), { weight: 0.5 }),
  adds('date', () => ({ due: p.date().default('2026-01-31') }), { due: '2026-01-31' }),
  adds('datetime', () => ({ seenAt: p.datetime(3).nullable() }), { seen_at: null }),
  adds('time', () => ({ at: p.time().nullable() }), { at: null }),
  adds('uuid', () => ({ token: p.uuid().nullable() }), { token: null }),
  adds('blob', () => ({ image: p.blob().nullable() }), { image: null }),
  adds('bigint', () => ({ big: p.bigint().defaultRaw('9007199254740993') }), { big: 9007199254740993n }),
  adds('array', () => ({ words: p.array().nullable() }), { words: null }),
  adds('comment', () => ({ note: p.string().nullable().comment(`the owner's "note"`) }), { note: null }),
  adds('version', () => ({ version: p.integer().version().default(1) }), { version: 1 }),
  adds(
    'reserved and odd names',
    () => ({
      order: p.integer().default(1),
      odd: p.string().fieldName('größe in "zoll"').nullable(),
    }),
    { order: 1, 'größe in "zoll"': null },
  ),
  adds('indexed', () => ({ note: p.string().nullable().index() }), { note: null }),
  adds('unique, nullable', () => ({ code: p.string().nullable().unique() }), { code: null }),
  adds(
    'unique, all rows alike',
    () => ({ code: p.string().default('x').unique() }),
    {},
    {
      refused: refusesRows(['items', 'code'], { isNew: true }),
    },
  ),
  adds('with check', () => ({ qty: p.integer().default(1).check('qty > 0') }), { qty: 1 }),
  adds(
    'check that its default breaks',
    () => ({ qty: p.integer().default(0).check('qty > 0') }),
    {},
    {
      refused: refusesRows(['items', 'qty'], { isNew: true }),
    },
  ),
  adds(
    'generated, stored',
    () => ({ price: p.integer(), twice: p.integer().generated('(price * 2) stored') }),
    {},
    {
      before: () => [items({ price: p.integer() })],
      rows: { items: rowsOf('price', [1, -5, 1000]) },
      up: each('items', ({ price }) => ({ twice: Number(price) * 2 })),
    },
  ),
  adds(
    'generated, virtual',
    () => ({ price: p.integer(), twice: p.integer().generated('(price * 2) virtual') }),
    {},
    {
      before: () => [items({ price: p.integer() })],
      rows: { items: rowsOf('price', [1, -5, 1000]) },
      up: each('items', ({ price }) => ({ twice: Number(price) * 2 })),
    },
  ),
  {
    ...adds('foreign key, nullable', () => ({}), { owner_id: null }),
    before: () => [items({}), owner()],
    after: () => withOwner((parent) => p.manyToOne(parent as never).nullable()),
    rows: { items: labels(), owners },
  },
  {
    ...adds('foreign key, not null, rows', () => ({}), {}),
    before: () => [items({}), owner()],
    after: () => withOwner((parent) => p.manyToOne(parent as never)),
    rows: { items: labels(), owners },
    refused: refusesRows(['items', 'owner_id']),
  },
  adds(
    'reference to itself',
    () => ({}),
    { parent_id: null },
    {
      after: () => [
        items({
          parent: () =>
            p
              .manyToOne('Item' as never)
              .nullable()
              .deleteRule('cascade'),
        }),
      ],
    },
  ),
  adds('embedded columns', () => ({ address: () => p.embedded(address() as never).nullable() }), {
    address_street: null,
    address_city: null,
  }),
  adds(
    'embedded object',
    () => ({
      address: () =>
        p
          .embedded(address() as never)
          .object()
          .nullable(),
    }),
    {
      address: null,
    },
  ),
  adds(
    'collation',
    () => ({}),
    { name: null },
    {
      perDialect: true,
      after: (dialect) => [
        items({
          name: p
            .string()
            .nullable()
            .collation(dialect === 'sqlite' ? 'nocase' : 'C'),
        }),
      ],
    },
  ),
  {
    ...adds('several, with index, check and composite unique', () => ({}), {
      kind: 'k',
      rank: 1,
      note: null,
    }),
    after: () => [
      items(
        { kind: p.string().default('k'), rank: p.integer().default(1), note: p.string().nullable() },
        {
          indexes: [{ properties: ['kind', 'rank'] as never }],
          uniques: [{ properties: ['label', 'kind'] as never }],
          checks: [{ name: 'ck_items_rank', expression: `rank between 1 and 5 and kind <> ''` }],
        },
      ),
    ],
  },
];

function withOwner(relation: (parent: EntitySchema) => unknown): EntitySchema[] {
  const parent = owner();
  return [items({ owner: relation(parent) }), parent];
}

function address(): EntitySchema {
  return entity('Address', '', { street: p.string(), city: p.string() }, { embeddable: true });
}
