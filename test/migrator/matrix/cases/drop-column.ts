import { p } from '@mikro-orm/core';
import {
  each,
  entity,
  items,
  type MatrixCase,
  type Properties,
  refusesRows,
  rowsOf,
} from '../matrix-case.ts';
import type { Row } from '../values.ts';

type Options = Parameters<typeof items>[1];

/** Drops `properties` (one column, `column`) from a table whose rows hold `values` in it. */
function drops(
  name: string,
  column: string,
  properties: () => Properties,
  values: readonly Row[string][],
  rest: Partial<MatrixCase> & { options?: Options; restored?: Row[string] } = {},
): MatrixCase {
  const { options, restored = null, ...more } = rest;
  return {
    name: `drop column: ${name}`,
    before: () => [items(properties(), options)],
    after: () => [items({})],
    rows: { items: rowsOf(column, values) },
    up: each('items', () => ({ [column]: undefined })),
    down: each('items', () => ({ [column]: restored })),
    ...more,
  };
}

const note = () => ({ note: p.string().nullable() });

export const dropColumnCases: readonly MatrixCase[] = [
  drops('plain', 'note', note, ['a', null, `it's`]),
  drops('with default', 'amount', () => ({ amount: p.integer().default(7) }), [1, 2, 7], { restored: 7 }),
  drops('not null without default', 'amount', () => ({ amount: p.integer() }), [1, 2, 7], {
    refused: refusesRows(['items', 'amount'], { on: 'down' }),
  }),
  drops('not null without default, no rows', 'amount', () => ({ amount: p.integer() }), []),
  drops('indexed', 'note', () => ({ note: p.string().nullable().index() }), ['a', null, 'c']),
  drops('unique', 'note', () => ({ note: p.string().nullable().unique() }), ['a', null, 'c']),
  drops('in a composite index', 'note', note, ['a', null, 'c'], {
    options: { indexes: [{ properties: ['label', 'note'] as never }] },
  }),
  drops('in a composite unique', 'note', note, ['a', null, 'c'], {
    options: { uniques: [{ properties: ['label', 'note'] as never }] },
  }),
  drops('in the predicate of a partial index', 'note', note, ['a', null, 'c'], {
    options: { indexes: [{ properties: ['label'] as never, where: `"note" is not null` }] },
  }),
  drops('in its own check', 'qty', () => ({ qty: p.integer().nullable().check('qty > 0') }), [1, 2, null]),
  drops('in a check of the table', 'note', note, ['a', null, 'c'], {
    options: { checks: [{ name: 'ck_items_note', expression: `note <> label or note is null` }] },
  }),
  drops('enum', 'state', () => ({ state: p.enum(['open', 'done']).default('open') }), ['open', 'done'], {
    restored: 'open',
  }),
  drops('native enum', 'kind', () => ({ kind: p.enum(['a', 'b']).nativeEnumName('item_kind').nullable() }), [
    'a',
    'b',
    null,
  ]),
  drops(
    'reference to itself',
    'parent_id',
    () => ({ parent: () => p.manyToOne('Item' as never).nullable() }),
    [null, 1, 1],
  ),
  {
    ...drops('foreign key', 'owner_id', () => ({}), [1, null, 1]),
    before: () => {
      const owner = entity('Owner', 'owners', { id: p.integer().primary() });
      return [
        items({
          owner: p
            .manyToOne(owner as never)
            .nullable()
            .deleteRule('cascade'),
        }),
        owner,
      ];
    },
    after: () => [items({}), entity('Owner', 'owners', { id: p.integer().primary() })],
    rows: { owners: [{ id: 1 }], items: rowsOf('owner_id', [1, null, 1]) },
  },
  {
    ...drops('generated, stored', 'twice', () => ({}), []),
    before: () => [items({ price: p.integer(), twice: p.integer().generated('(price * 2) stored') })],
    after: () => [items({ price: p.integer() })],
    rows: { items: rowsOf('price', [1, -5]).map((row) => ({ ...row, twice: Number(row.price) * 2 })) },
    generated: ['items.twice'],
    down: each('items', ({ price }) => ({ twice: Number(price) * 2 })),
  },
  {
    ...drops('generated, virtual', 'twice', () => ({}), []),
    before: () => [items({ price: p.integer(), twice: p.integer().generated('(price * 2) virtual') })],
    after: () => [items({ price: p.integer() })],
    rows: { items: rowsOf('price', [1, -5]).map((row) => ({ ...row, twice: Number(row.price) * 2 })) },
    generated: ['items.twice'],
    down: each('items', ({ price }) => ({ twice: Number(price) * 2 })),
  },
  {
    ...drops('one of a composite index that stays', 'note', note, ['a', null, 'c']),
    before: () => [
      items(note(), { indexes: [{ name: 'ix_items_find', properties: ['label', 'note'] as never }] }),
    ],
    after: () => [items({}, { indexes: [{ name: 'ix_items_find', properties: ['label'] as never }] })],
  },
  {
    name: 'drop column: several, and one added',
    before: () => [
      items({ a: p.string().nullable().index(), b: p.integer().default(1), c: p.string().nullable() }),
    ],
    after: () => [items({ c: p.string().nullable(), d: p.datetime().nullable() })],
    rows: { items: rowsOf('a', ['x', null, 'z']).map((row) => ({ ...row, b: 5, c: 'kept' })) },
    up: each('items', () => ({ a: undefined, b: undefined, d: null })),
    down: each('items', () => ({ a: null, b: 1, d: undefined })),
  },
];
