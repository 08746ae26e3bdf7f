import { type EntitySchema, p } from '@mikro-orm/core';
import { each, entity, items, type MatrixCase, refusesRows, rowsOf } from '../matrix-case.ts';

type Relation = (owner: EntitySchema, keeper: EntitySchema) => unknown;

/** Changes the column `owner_id` of items, which refers to owners or keepers, or to nothing. */
function keys(name: string, before: Relation, after: Relation, rest: Partial<MatrixCase> = {}): MatrixCase {
  const side = (relation: Relation) => () => {
    const owner = entity('Owner', 'owners', { id: p.integer().primary() });
    const keeper = entity('Keeper', 'keepers', { id: p.integer().primary() });
    return [items({ owner: relation(owner, keeper) }), owner, keeper];
  };
  return {
    name: `foreign key: ${name}`,
    before: side(before),
    after: side(after),
    rows: { owners: [{ id: 1 }, { id: 2 }], keepers: [{ id: 1 }], items: rowsOf('owner_id', [1, 1, null]) },
    ...rest,
  };
}

const plain: Relation = () => p.integer().nullable().fieldName('owner_id');
const toOwner: Relation = (owner) =>
  p
    .manyToOne(owner as never)
    .nullable()
    .joinColumn('owner_id');
const toKeeper: Relation = (_owner, keeper) =>
  p
    .manyToOne(keeper as never)
    .nullable()
    .joinColumn('owner_id');
const rule =
  (onDelete: string): Relation =>
  (owner) =>
    p
      .manyToOne(owner as never)
      .nullable()
      .joinColumn('owner_id')
      .deleteRule(onDelete);
const dangling = {
  owners: [{ id: 1 }, { id: 2 }],
  keepers: [{ id: 1 }],
  items: rowsOf('owner_id', [2, 77, null]),
};
const tree = rowsOf('parent_id', [null, 1, 2, 1]);
const parent = (onDelete: string) => () => [
  items({
    parent: () =>
      p
        .manyToOne('Item' as never)
        .nullable()
        .joinColumn('parent_id')
        .deleteRule(onDelete),
  }),
];
const noParent = () => [items({ parent: p.integer().nullable().fieldName('parent_id') })];

export const foreignKeyCases: readonly MatrixCase[] = [
  keys('add', plain, toOwner),
  keys('add, a row without its owner', plain, toOwner, {
    rows: dangling,
    refused: refusesRows(['items', 'owner_id']),
  }),
  keys('drop, column stays', toOwner, plain),
  keys('on delete: none to cascade', toOwner, rule('cascade')),
  keys('on delete: cascade to set null', rule('cascade'), rule('set null')),
  keys('on delete: cascade to restrict', rule('cascade'), rule('restrict')),
  keys('on update', toOwner, (owner) =>
    p
      .manyToOne(owner as never)
      .nullable()
      .joinColumn('owner_id')
      .updateRule('restrict'),
  ),
  keys('to another table', toOwner, toKeeper),
  keys('to another table, a row without its keeper', toOwner, toKeeper, {
    rows: { ...dangling, items: rowsOf('owner_id', [2, null]) },
    refused: refusesRows(['items', 'owner_id']),
  }),
  keys('becomes not null', toOwner, (owner) => p.manyToOne(owner as never).joinColumn('owner_id'), {
    rows: { owners: [{ id: 1 }], keepers: [], items: rowsOf('owner_id', [1, 1]) },
  }),
  keys('becomes not null, a null', toOwner, (owner) => p.manyToOne(owner as never).joinColumn('owner_id'), {
    refused: refusesRows(['items', 'owner_id']),
  }),
  keys('becomes deferrable', toOwner, (owner) =>
    p
      .manyToOne(owner as never)
      .nullable()
      .joinColumn('owner_id')
      .deferMode('deferred'),
  ),
  keys('without a constraint', toOwner, (owner) =>
    p
      .manyToOne(owner as never)
      .nullable()
      .joinColumn('owner_id')
      .createForeignKeyConstraint(false),
  ),
  keys(
    'to one becomes unique',
    toOwner,
    (owner) =>
      p
        .oneToOne(owner as never)
        .nullable()
        .joinColumn('owner_id')
        .owner()
        .deleteRule('set null'),
    {
      rows: { owners: [{ id: 1 }, { id: 2 }], keepers: [], items: rowsOf('owner_id', [1, 2, null]) },
    },
  ),
  { name: 'foreign key: to itself, add', before: noParent, after: parent('cascade'), rows: { items: tree } },
  { name: 'foreign key: to itself, drop', before: parent('cascade'), after: noParent, rows: { items: tree } },
  {
    name: 'foreign key: to itself, on delete',
    before: parent('cascade'),
    after: parent('set null'),
    rows: { items: tree },
  },
  {
    name: 'foreign key: to itself, a row without its parent',
    before: noParent,
    after: parent('cascade'),
    rows: { items: rowsOf('parent_id', [null, 99]) },
    refused: refusesRows(['items', 'parent_id']),
  },
  {
    name: 'foreign key: to itself, another column rebuilt',
    before: () => [
      items({
        n: p.string().nullable(),
        parent: () =>
          p
            .manyToOne('Item' as never)
            .nullable()
            .deleteRule('cascade'),
      }),
    ],
    after: () => [
      items({
        n: p.integer().nullable(),
        parent: () =>
          p
            .manyToOne('Item' as never)
            .nullable()
            .deleteRule('cascade'),
      }),
    ],
    rows: { items: tree.map((row) => ({ ...row, n: '4' })) },
    up: each('items', () => ({ n: 4 })),
  },
  {
    name: 'foreign key: two tables that refer to each other, both rebuilt',
    before: () => circle(() => p.string().nullable()),
    after: () => circle(() => p.integer().nullable()),
    rows: {
      items: rowsOf('favourite_id', [null, null]).map((row) => ({ ...row, n: '1' })),
      owners: [
        { id: 1, item_id: 1, n: '2' },
        { id: 2, item_id: 1, n: null },
      ],
    },
    up: (rows) =>
      each('owners', ({ n = null }) => ({ n: n === null ? null : Number(n) }))(
        each('items', () => ({ n: 1 }))(rows),
      ),
  },
  {
    name: 'foreign key: two tables come to refer to each other',
    before: () => [
      items({ f: p.integer().nullable().fieldName('favourite_id') }),
      entity('Owner', 'owners', {
        id: p.integer().primary(),
        i: p.integer().nullable().fieldName('item_id'),
      }),
    ],
    after: () => circle(undefined),
    rows: {
      items: rowsOf('favourite_id', [2, null]),
      owners: [
        { id: 1, item_id: 1 },
        { id: 2, item_id: null },
      ],
    },
  },
  {
    name: 'foreign key: of several columns, on delete',
    before: () => composite('cascade'),
    after: () => composite('set null'),
    table: 'seats',
    key: 'code',
    rows: compositeRows(),
  },
  {
    name: 'foreign key: of several columns, drop',
    before: () => composite('cascade'),
    after: () => composite(undefined),
    table: 'seats',
    key: 'code',
    rows: compositeRows(),
  },
  {
    name: 'foreign key: of several columns, referred table rebuilt',
    before: () => composite('cascade', p.string().nullable()),
    after: () => composite('cascade', p.integer().nullable()),
    table: 'seats',
    key: 'code',
    rows: {
      ...compositeRows(),
      seats: (compositeRows().seats ?? []).map((row) => ({ ...row, price: '12' })),
    },
    up: each('seats', () => ({ price: 12 })),
  },
];

function circle(n: (() => unknown) | undefined): EntitySchema[] {
  const extra = () => (n === undefined ? {} : { n: n() });
  return [
    items({
      ...extra(),
      favourite: () =>
        p
          .manyToOne('Owner' as never)
          .nullable()
          .joinColumn('favourite_id')
          .deleteRule('set null'),
    }),
    entity('Owner', 'owners', {
      id: p.integer().primary(),
      ...extra(),
      item: () =>
        p
          .manyToOne('Item' as never)
          .nullable()
          .joinColumn('item_id')
          .deleteRule('cascade'),
    }),
  ];
}

/** Tickets refer to seats by row and number; without `onDelete` they only hold the two columns. */
function composite(onDelete: string | undefined, price?: unknown): EntitySchema[] {
  const seat = entity('Seat', 'seats', {
    row: p.integer().primary(),
    number: p.integer().primary(),
    code: p.integer().unique(),
    label: p.string(),
    ...(price === undefined ? {} : { price }),
  });
  const columns = ['seat_row', 'seat_number'] as const;
  const ticket = entity('Ticket', 'tickets', {
    id: p.integer().primary(),
    ...(onDelete === undefined
      ? { seatRow: p.integer().nullable(), seatNumber: p.integer().nullable() }
      : {
          seat: p
            .manyToOne(seat as never)
            .joinColumns(...columns)
            .nullable()
            .deleteRule(onDelete),
        }),
  });
  return [seat, ticket];
}

function compositeRows(): MatrixCase['rows'] {
  return {
    seats: [
      { row: 1, number: 1, code: 11, label: 'front' },
      { row: 1, number: 2, code: 12, label: `it's` },
    ],
    tickets: [
      { id: 1, seat_row: 1, seat_number: 2 },
      { id: 2, seat_row: 1, seat_number: 2 },
      { id: 3, seat_row: null, seat_number: null },
    ],
  };
}
