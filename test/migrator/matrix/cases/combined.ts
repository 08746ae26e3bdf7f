import { type EntitySchema, p } from '@mikro-orm/core';
import {
  each,
  entity,
  inTurn,
  items,
  LABELS,
  labels,
  type MatrixCase,
  moveRows,
  rowsOf,
} from '../matrix-case.ts';
import { by, Real } from '../values.ts';

const text = () => p.string().nullable();
const three = rowsOf('a', ['1', null, '3']).map((row) => ({ ...row, b: `b${row.id}`, c: null }));
const LONG = LABELS.join('\n').repeat(20_000);

/** Items with a column of every type; `state` has a default that changes. */
function everyType(state: string): EntitySchema {
  return items({
    text: p.text().nullable(),
    big: p.bigint().nullable(),
    float: p.double().nullable(),
    price: p.decimal().precision(20).scale(4).nullable(),
    bytes: p.blob().nullable(),
    done: p.boolean().nullable(),
    on: p.date().nullable(),
    at: p.datetime(3).nullable(),
    token: p.uuid().nullable(),
    data: p.json().nullable(),
    state: p.string().default(state),
  });
}
const EMPTY = Object.fromEntries(
  ['text', 'big', 'float', 'price', 'bytes', 'done', 'on', 'at', 'token', 'data'].map((name) => [name, null]),
);
const EXTREMES = [
  {
    text: LONG,
    big: 9223372036854775807n,
    float: by(new Real(1.7976931348623157e308), 1.7976931348623157e308),
    price: by(0.5, '0.5000'),
    bytes: new Uint8Array([0, 39, 34, 255, 0]),
    done: true,
    on: '9999-12-31',
    at: by(253402300799999, '9999-12-31 23:59:59.999+00'),
    token: 'ffffffff-ffff-4fff-bfff-ffffffffffff',
    data: '{"a": [1, "it\'s \\"so\\"", null]}',
  },
  {
    text: '',
    big: -9223372036854775808n,
    float: by(new Real(-5e-324), -5e-324),
    price: by(-1, '-1.0000'),
    bytes: new Uint8Array(0),
    done: false,
    on: '0001-01-01',
    at: by(-1, '1969-12-31 23:59:59.999+00'),
    token: '00000000-0000-4000-8000-000000000000',
    data: 'null',
  },
  EMPTY,
];

/** A table with a key, an index and a unique rule, each named after it. */
function labelled(name: string, table: string): EntitySchema {
  const label = p.string().index();
  return entity(name, table, { id: p.integer().primary(), label, code: p.integer().nullable().unique() });
}

/** Owners and their items; the names of the owner's key and of the column that refers to it differ. */
function owned(table: string, key: string, column: string): EntitySchema[] {
  const owner = entity('Owner', table, { [key]: p.integer().primary(), name: p.string() });
  const relation = p
    .manyToOne(owner as never)
    .nullable()
    .deleteRule('cascade');
  return [items({ owner: relation.joinColumn(column) }), owner];
}

/** Changes of several things at once, each of which is right by itself. */
export const combinedCases: readonly MatrixCase[] = [
  {
    name: 'combined: every type keeps every value while another column changes',
    before: () => [everyType('Open')],
    after: () => [everyType('Shut')],
    rows: { items: EXTREMES.map((row, index) => ({ ...labels()[index], ...row, state: `s${index}` })) },
  },
  {
    name: 'combined: columns and rules of every sort',
    before: () => [
      items({
        a: text().index(),
        b: p.integer().default(1),
        c: p.string().default('Open'),
        d: p.decimal().precision(8).scale(2).nullable(),
      }),
    ],
    after: () => [
      items(
        {
          a: p.string().unique(),
          b: p.bigint().nullable(),
          c: p.string().default('open'),
          e: p.enum(['x', 'y']).default('x'),
        },
        { checks: [{ name: 'ck_items_a', expression: `a <> 'no'` }] },
      ),
    ],
    rows: { items: rowsOf('a', ['p', 'q']).map((row) => ({ ...row, b: 2, c: 'Shut', d: by(1.5, '1.50') })) },
    up: each('items', () => ({ d: undefined, e: 'x' })),
    down: each('items', () => ({ d: null, e: undefined })),
  },
  {
    name: 'combined: three columns change names in a circle',
    before: () => [items({ a: text(), b: text(), c: text().index() })],
    after: () => [items({ a: text(), b: text(), c: text().index() })],
    rows: { items: three },
    renames: ['items.a>b', 'items.b>c', 'items.c>a'],
    up: each('items', ({ a = null, b = null, c = null }) => ({ b: a, c: b, a: c })),
  },
  {
    name: 'combined: a column is dropped and another takes its name',
    before: () => [items({ a: text(), b: p.string() })],
    after: () => [items({ a: p.string() })],
    rows: { items: three.map(({ c: _none, ...row }) => row) },
    renames: ['drop items.a', 'items.b>a'],
    up: each('items', ({ b = null }) => ({ a: b, b: undefined })),
    down: each('items', ({ a = null }) => ({ b: a, a: null })),
  },
  {
    name: 'combined: two tables swap their names',
    before: () => [labelled('Item', 'items'), labelled('Thing', 'things')],
    after: () => [labelled('Item', 'things'), labelled('Thing', 'items')],
    tableAfter: 'things',
    rows: { items: rowsOf('code', [1, 2, null]), things: [{ id: 7, label: 'thing', code: 1 }] },
    renames: ['items>things', 'things>items'],
    up: ({ items: item = [], things = [], ...rest }) => ({ ...rest, items: things, things: item }),
  },
  {
    name: 'combined: a referred table, its key and the column that refers to it are renamed',
    before: () => owned('owners', 'id', 'owner_id'),
    after: () => owned('keepers', 'number', 'keeper_number'),
    rows: { owners: [{ id: 1, name: `O'Neil` }], items: rowsOf('owner_id', [1, null]) },
    renames: ['owners>keepers', 'keepers.id>number', 'items.owner_id>keeper_number'],
    up: inTurn(
      each('owners', ({ id = null }) => ({ number: id, id: undefined })),
      moveRows('owners', 'keepers'),
      each('items', ({ owner_id = null }) => ({ keeper_number: owner_id, owner_id: undefined })),
    ),
  },
  {
    name: 'combined: a table is renamed and a new one takes its name',
    before: () => [items({})],
    after: () => [
      entity('Item', 'things', { id: p.integer().primary(), label: p.string() }),
      entity('Other', 'items', { id: p.integer().primary(), note: text() }),
    ],
    tableAfter: 'things',
    rows: { items: labels() },
    renames: ['items>things'],
    up: moveRows('items', 'things'),
    down: ({ things = [], ...rest }) => ({ ...rest, items: things }),
  },
  {
    name: 'combined: a not null column with a default, beside another that is rebuilt',
    before: () => [items({ n: text() })],
    after: () => [items({ n: p.integer().nullable(), m: p.string().default(`it's`) })],
    rows: { items: rowsOf('n', ['1', null]) },
    up: each('items', ({ n = null }) => ({ n: n === null ? null : Number(n), m: `it's` })),
  },
  {
    name: 'combined: a generated column and the type of its source',
    before: () => [items({ n: p.integer(), twice: p.integer().generated('(n * 2) stored') })],
    after: () => [items({ n: p.bigint(), twice: p.bigint().generated('(n * 2) stored') })],
    rows: { items: rowsOf('n', [1, 2]).map((row) => ({ ...row, twice: Number(row.n) * 2 })) },
    generated: ['items.twice'],
  },
];
