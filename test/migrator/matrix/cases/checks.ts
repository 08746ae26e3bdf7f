import { p } from '@mikro-orm/core';
import { each, items, type MatrixCase, refusesRows, rowsOf } from '../matrix-case.ts';
import type { Row } from '../values.ts';

/** Changes the checks of the table; rows stay. */
function checks(
  name: string,
  before: readonly string[],
  after: readonly string[],
  values: readonly Row[string][],
  rest: Partial<MatrixCase> = {},
): MatrixCase {
  const side = (expressions: readonly string[]) => () => [
    items(
      { note: p.string().nullable(), qty: p.integer().default(1) },
      { checks: expressions.map((expression, index) => ({ name: `ck_items_rule${index}`, expression })) },
    ),
  ];
  return {
    name: `check: ${name}`,
    before: side(before),
    after: side(after),
    rows: { items: rowsOf('note', values).map((row) => ({ ...row, qty: 1 })) },
    ...rest,
  };
}

/** Changes the values of an enum. */
function enums(
  name: string,
  before: readonly (string | number)[],
  after: readonly (string | number)[],
  values: readonly Row[string][],
  rest: Partial<MatrixCase> = {},
): MatrixCase {
  return {
    name: `enum: ${name}`,
    before: () => [items({ state: p.enum([...before]).nullable() })],
    after: () => [items({ state: p.enum([...after]).nullable() })],
    rows: { items: rowsOf('state', values) },
    ...rest,
  };
}

/** The same for an enum that PostgreSQL has a type for. */
function nativeEnums(
  name: string,
  before: readonly string[],
  after: readonly string[],
  values: readonly Row[string][],
  rest: Partial<MatrixCase> = {},
): MatrixCase {
  return {
    ...enums(`native, ${name}`, before, after, values, rest),
    before: () => [
      items({
        state: p
          .enum([...before])
          .nativeEnumName('item_state')
          .nullable(),
      }),
    ],
    after: () => [
      items({
        state: p
          .enum([...after])
          .nativeEnumName('item_state')
          .nullable(),
      }),
    ],
  };
}

const values = ['one', 'two', null];

export const checkCases: readonly MatrixCase[] = [
  checks('add', [], [`note <> 'no'`], values),
  checks('add, with quotes and a semicolon', [], [`note <> 'it''s; no' and "label" <> 'a "b"'`], values),
  checks('add, violated', [], [`note <> 'two'`], values, {
    refused: refusesRows(['items', 'ck_items_rule0']),
  }),
  checks('remove', [`note <> 'no'`], [], values),
  checks('change', [`note <> 'no'`], [`note <> 'nono'`], values),
  checks('change, violated', [`note <> 'no'`], [`note <> 'two'`], values, {
    refused: refusesRows(['items', 'ck_items_rule0']),
  }),
  checks('letter case of a text only', [`note <> 'No'`], [`note <> 'no'`], values),
  checks(
    'parentheses only, with another meaning',
    [`qty = 1 or qty = 2 and note <> 'x'`],
    [`(qty = 1 or qty = 2) and note <> 'x'`],
    ['one'],
  ),
  checks('one of several', [`note <> 'a'`, `qty > 0`], [`note <> 'a'`, `qty > -1`], values),
  checks('two added, one removed', [`note <> 'a'`], [`qty > 0`, `qty < 9`, `qty <> 5`], values),
  {
    ...checks('renamed', [], [], values),
    before: () => [
      items(
        { note: p.string().nullable() },
        { checks: [{ name: 'ck_items_old', expression: `note <> 'a'` }] },
      ),
    ],
    after: () => [
      items(
        { note: p.string().nullable() },
        { checks: [{ name: 'ck_items_new', expression: `note <> 'a'` }] },
      ),
    ],
    rows: { items: rowsOf('note', values) },
  },
  {
    ...checks('and a default at once', [], [], values),
    before: () => [items({ note: p.string().nullable() })],
    after: () => [items({ note: p.string().nullable().default('d').check(`note <> 'no'`) })],
    rows: { items: rowsOf('note', values) },
  },
  enums('value added', ['a', 'b'], ['a', 'b', `it's`], ['a', 'b', null]),
  enums('value added in the middle', ['a', 'c'], ['a', 'b', 'c'], ['a', 'c', null]),
  enums('unused value removed', ['a', 'b', 'c'], ['a', 'b'], ['a', 'b', null]),
  enums('used value removed', ['a', 'b', 'c'], ['a', 'b'], ['a', 'c', null], {
    refused: refusesRows(['items', 'state']),
  }),
  enums('letter case of a value', ['a', 'B'], ['a', 'b'], ['a', null]),
  enums('other order', ['a', 'b'], ['b', 'a'], ['a', null]),
  enums('numbers, value added', [1, 2], [1, 2, 3], [1, 2, null]),
  enums('numbers, used value removed', [1, 2], [1], [1, 2], { refused: refusesRows(['items', 'state']) }),
  {
    ...enums('value added, with a default', [], [], []),
    before: () => [items({ state: p.enum(['a', 'b']).default('a') })],
    after: () => [items({ state: p.enum(['a', 'b', 'c']).default('c') })],
    rows: { items: rowsOf('state', ['a', 'b']) },
  },
  nativeEnums('value added', ['a', 'b'], ['a', 'b', `it's`], ['a', 'b', null]),
  nativeEnums('value added in the middle', ['a', 'c'], ['a', 'b', 'c'], ['a', 'c', null]),
  nativeEnums('unused value removed', ['a', 'b', 'c'], ['a', 'b'], ['a', 'b', null]),
  nativeEnums('used value removed', ['a', 'b', 'c'], ['a', 'b'], ['a', 'c', null], {
    refused: refusesRows(['items', 'state']),
  }),
  {
    ...enums('becomes native', [], [], []),
    before: () => [items({ state: p.enum(['a', 'b']).nullable() })],
    after: () => [items({ state: p.enum(['a', 'b']).nativeEnumName('item_state').nullable() })],
    rows: { items: rowsOf('state', ['a', 'b', null]) },
  },
  {
    ...enums('native, value added, with a default and an index', [], [], []),
    before: () => [items({ state: p.enum(['a', 'b']).nativeEnumName('item_state').default('a').index() })],
    after: () => [
      items({ state: p.enum(['a', 'b', 'c']).nativeEnumName('item_state').default('c').index() }),
    ],
    rows: { items: rowsOf('state', ['a', 'b']) },
    up: each('items', () => ({})),
  },
];
