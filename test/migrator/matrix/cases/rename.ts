import { p } from '@mikro-orm/core';
import {
  each,
  entity,
  inTurn,
  items,
  labels,
  type MatrixCase,
  moveRows,
  type Properties,
  rowsOf,
} from '../matrix-case.ts';

/** Renames the column `note` to `remark`: one property before, one after, and the rows keep their values. */
function renames(
  name: string,
  before: () => Properties,
  after: () => Properties,
  rest: Partial<MatrixCase> & {
    optionsBefore?: Parameters<typeof items>[1];
    optionsAfter?: Parameters<typeof items>[1];
  } = {},
): MatrixCase {
  const { optionsBefore, optionsAfter, ...more } = rest;
  return {
    name: `rename column: ${name}`,
    before: () => [items(before(), optionsBefore)],
    after: () => [items(after(), optionsAfter)],
    rows: { items: rowsOf('note', ['one', `it's`, null, '']) },
    up: each('items', ({ note = null }) => ({ remark: note, note: undefined })),
    renames: ['items.note>remark'],
    ...more,
  };
}

const text = () => p.string().nullable();
const pair = rowsOf('first', ['a', 'b', null]).map((row, index) => ({
  ...row,
  second: ['x', null, 'z'][index] ?? null,
}));

export const renameCases: readonly MatrixCase[] = [
  renames(
    'plain',
    () => ({ note: text() }),
    () => ({ remark: text() }),
  ),
  renames(
    'indexed',
    () => ({ note: text().index() }),
    () => ({ remark: text().index() }),
  ),
  renames(
    'unique',
    () => ({ note: text().unique() }),
    () => ({ remark: text().unique() }),
  ),
  renames(
    'in its own check',
    () => ({ note: text().check(`note <> 'no'`) }),
    () => ({ remark: text().check(`remark <> 'no'`) }),
  ),
  renames(
    'in a check of the table',
    () => ({ note: text() }),
    () => ({ remark: text() }),
    {
      rows: { items: rowsOf('note', ['one', `it's`, null]) },
      optionsBefore: { checks: [{ name: 'ck_items_rule', expression: `note <> 'no' and label <> note` }] },
      optionsAfter: { checks: [{ name: 'ck_items_rule', expression: `remark <> 'no' and label <> remark` }] },
    },
  ),
  renames(
    'in a partial index',
    () => ({ note: text() }),
    () => ({ remark: text() }),
    {
      optionsBefore: {
        indexes: [{ name: 'ix_items_find', properties: ['label'] as never, where: `"note" is not null` }],
      },
      optionsAfter: {
        indexes: [{ name: 'ix_items_find', properties: ['label'] as never, where: `"remark" is not null` }],
      },
    },
  ),
  renames(
    'enum',
    () => ({ note: p.enum(['one', `it's`]).nullable() }),
    () => ({ remark: p.enum(['one', `it's`]).nullable() }),
    {
      rows: { items: rowsOf('note', ['one', `it's`, null]) },
    },
  ),
  renames(
    'limited length',
    () => ({ note: p.string().length(9).nullable() }),
    () => ({ remark: p.string().length(9).nullable() }),
  ),
  renames(
    'and another column added',
    () => ({ note: text() }),
    () => ({ remark: text(), extra: p.integer().default(3) }),
    {
      up: each('items', ({ note = null }) => ({ remark: note, note: undefined, extra: 3 })),
    },
  ),
  renames(
    'and another column rebuilt',
    () => ({ note: text(), n: p.integer().nullable() }),
    () => ({ remark: text(), n: p.integer().default(1) }),
    {
      rows: { items: rowsOf('note', ['one', null]).map((row) => ({ ...row, n: 5 })) },
    },
  ),
  renames(
    'and its type changed',
    () => ({ note: text() }),
    () => ({ remark: p.integer().nullable() }),
    {
      rows: { items: rowsOf('note', ['1', '-20', null]) },
      up: each('items', ({ note = null }) => ({
        remark: note === null ? null : Number(note),
        note: undefined,
      })),
    },
  ),
  renames(
    'and its default and nullability changed',
    () => ({ note: text() }),
    () => ({ remark: p.string().default('none') }),
    {
      rows: { items: rowsOf('note', ['1', '']) },
    },
  ),
  renames(
    'source of a generated column',
    () => ({ note: p.integer(), twice: p.integer().generated('(note * 2) stored') }),
    () => ({ remark: p.integer(), twice: p.integer().generated('(remark * 2) stored') }),
    {
      rows: { items: rowsOf('note', [1, 2]).map((row) => ({ ...row, twice: Number(row.note) * 2 })) },
      generated: ['items.twice'],
    },
  ),
  renames(
    'to a reserved word',
    () => ({ note: text() }),
    () => ({ remark: p.string().nullable().fieldName('order') }),
    {
      up: each('items', ({ note = null }) => ({ order: note, note: undefined })),
      renames: ['items.note>order'],
    },
  ),
  renames(
    'letter case only',
    () => ({ note: text() }),
    () => ({ remark: p.string().nullable().fieldName('Note') }),
    {
      up: each('items', ({ note = null }) => ({ Note: note, note: undefined })),
      renames: ['items.note>Note'],
    },
  ),
  renames(
    'and a new column takes the old name',
    () => ({ note: text() }),
    () => ({ remark: text(), note: p.integer().default(4) }),
    {
      up: each('items', ({ note = null }) => ({ remark: note, note: 4 })),
    },
  ),
  {
    ...renames(
      'two of the same type',
      () => ({ first: text(), second: text() }),
      () => ({ one: text(), two: text() }),
    ),
    rows: { items: pair },
    up: each('items', ({ first = null, second = null }) => ({
      one: second,
      two: first,
      first: undefined,
      second: undefined,
    })),
    renames: ['items.first>two', 'items.second>one'],
  },
  {
    ...renames(
      'swapped',
      () => ({ first: text(), second: text().index() }),
      () => ({ first: text().index(), second: text() }),
    ),
    rows: { items: pair },
    up: each('items', ({ first = null, second = null }) => ({ first: second, second: first })),
    renames: ['items.first>second', 'items.second>first'],
  },
  {
    name: 'rename column: foreign key',
    before: () => {
      const owner = entity('Owner', 'owners', { id: p.integer().primary() });
      return [items({ owner: p.manyToOne(owner as never).nullable() }), owner];
    },
    after: () => {
      const owner = entity('Owner', 'owners', { id: p.integer().primary() });
      return [items({ keeper: p.manyToOne(owner as never).nullable() }), owner];
    },
    rows: { owners: [{ id: 1 }], items: rowsOf('owner_id', [1, null]) },
    up: each('items', ({ owner_id = null }) => ({ keeper_id: owner_id, owner_id: undefined })),
    renames: ['items.owner_id>keeper_id'],
  },
  {
    name: 'rename column: primary key',
    before: () => [items({})],
    after: () => [entity('Item', 'items', { number: p.integer().primary(), label: p.string() })],
    rows: { items: labels() },
    up: each('items', ({ id = null }) => ({ number: id, id: undefined })),
    renames: ['items.id>number'],
  },
  {
    name: 'rename table: plain',
    before: () => [
      items({ note: p.string().nullable().index(), qty: p.integer().default(1).check('qty > 0') }),
    ],
    after: () => [
      entity('Item', 'things', {
        id: p.integer().primary(),
        label: p.string(),
        note: p.string().nullable().index(),
        qty: p.integer().default(1).check('qty > 0'),
      }),
    ],
    tableAfter: 'things',
    rows: { items: rowsOf('note', ['one', null]).map((row) => ({ ...row, qty: 2 })) },
    up: moveRows('items', 'things'),
    renames: ['items>things'],
  },
  {
    name: 'rename table: and a column, and one added',
    before: () => [items({ note: p.string().nullable() })],
    after: () => [
      entity('Item', 'things', {
        id: p.integer().primary(),
        label: p.string(),
        remark: p.string().nullable(),
        qty: p.integer().default(1),
      }),
    ],
    tableAfter: 'things',
    rows: { items: rowsOf('note', ['one', null]) },
    up: inTurn(
      each('items', ({ note = null }) => ({ remark: note, note: undefined, qty: 1 })),
      moveRows('items', 'things'),
    ),
    renames: ['items>things', 'things.note>remark'],
  },
  {
    name: 'rename table: that refers to itself',
    before: () => [
      items({
        parent: () =>
          p
            .manyToOne('Item' as never)
            .nullable()
            .deleteRule('cascade'),
      }),
    ],
    after: () => [
      entity('Item', 'things', {
        id: p.integer().primary(),
        label: p.string(),
        parent: () =>
          p
            .manyToOne('Item' as never)
            .nullable()
            .deleteRule('cascade'),
      }),
    ],
    tableAfter: 'things',
    rows: { items: rowsOf('parent_id', [null, 1, 2]) },
    up: moveRows('items', 'things'),
    renames: ['items>things'],
  },
  {
    name: 'rename table: and its column rebuilt',
    before: () => [items({ amount: p.string().nullable() })],
    after: () => [
      entity('Item', 'things', {
        id: p.integer().primary(),
        label: p.string(),
        amount: p.integer().nullable(),
      }),
    ],
    tableAfter: 'things',
    rows: { items: rowsOf('amount', ['10', null]) },
    up: inTurn(
      each('items', ({ amount = null }) => ({ amount: amount === null ? null : Number(amount) })),
      moveRows('items', 'things'),
    ),
    renames: ['items>things'],
  },
];
