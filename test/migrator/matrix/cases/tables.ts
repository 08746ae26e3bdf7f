import { type EntitySchema, p } from '@mikro-orm/core';
import type { Dialect } from '../../../../src/migrator/model/schema.ts';
import { each, entity, items, labels, type MatrixCase, refusesRows, rowsOf } from '../matrix-case.ts';
import { by } from '../values.ts';

const tag = (): EntitySchema => entity('Tag', 'tags', { id: p.integer().primary(), name: p.string() });
const tags = [
  { id: 1, name: 'red' },
  { id: 2, name: `it's` },
];

/** Items with tags through a pivot table. */
function tagged(): EntitySchema[] {
  const target = tag();
  return [items({ tags: () => p.manyToMany(target as never).pivotTable('item_tags') }), target];
}

/** Memberships, whose key is made of `key`. */
function memberships(...key: readonly string[]): EntitySchema {
  const column = (name: string) => (key.includes(name) ? p.integer().primary() : p.integer().default(1));
  return entity('Membership', 'memberships', {
    person: column('person'),
    team: column('team'),
    role: column('role'),
    code: p.integer().unique(),
    label: p.string(),
  });
}
const membershipRows = [
  { person: 1, team: 1, role: 1, code: 1, label: 'a' },
  { person: 1, team: 2, role: 2, code: 2, label: `it's` },
];
const keyOf = (
  name: string,
  before: readonly string[],
  after: readonly string[],
  rest: Partial<MatrixCase> = {},
): MatrixCase => ({
  name: `primary key: ${name}`,
  before: () => [memberships(...before)],
  after: () => [memberships(...after)],
  table: 'memberships',
  key: 'code',
  rows: { memberships: membershipRows },
  ...rest,
});

const view = (expression: string): EntitySchema =>
  entity(
    'Shown',
    'shown_items',
    { id: p.integer().primary(), label: p.string() },
    { view: true, expression },
  );
const SHOWN = 'select id, label from items';
const trigger = (body: string) =>
  ({
    triggers: [{ name: 'tr_items_log', timing: 'after', events: ['insert'], forEach: 'row', body }],
  }) as never;
const log = (): EntitySchema => entity('Log', 'logs', { what: p.string().primary() });
const UUID = '0192f1c0-7d7a-7b1e-8f7a-3a2b1c0d9e8f';

export const tableCases: readonly MatrixCase[] = [
  {
    name: 'table: add',
    before: () => [items({})],
    after: () => [items({}), tag()],
    rows: { items: labels() },
  },
  {
    name: 'table: add, referring to the changed one',
    before: () => [items({})],
    after: () => {
      const item = items({ note: p.string().nullable() });
      return [
        item,
        entity('Tag', 'tags', {
          id: p.integer().primary(),
          item: p.manyToOne(item as never).deleteRule('cascade'),
        }),
      ];
    },
    rows: { items: labels() },
    up: each('items', () => ({ note: null })),
  },
  {
    name: 'table: drop another',
    before: () => [items({}), tag()],
    after: () => [items({})],
    rows: { items: labels(), tags },
    up: ({ tags: _dropped, ...rows }) => rows,
    down: (rows) => ({ ...rows, tags: [] }),
  },
  {
    name: 'table: drop',
    before: () => [items({}), tag()],
    after: () => [tag()],
    tableAfter: undefined,
    rows: { items: labels(), tags },
    up: ({ items: _dropped, ...rows }) => rows,
    down: (rows) => ({ ...rows, items: [] }),
    refused: (_dialect, decoration) =>
      decoration === 'objects'
        ? {
            on: 'up',
            codes: ['DEPENDENT_OBJECTS'],
            names: ['items', 'hand_view'],
          }
        : decoration === 'parent'
          ? {
              on: 'down',
              codes: ['ROWS_REFUSED'],
              names: ['kids_cascade', 'parent_id'],
              isNew: true,
            }
          : undefined,
  },
  {
    name: 'table: drop one that the changed one refers to',
    before: () => {
      const owner = tag();
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
    after: () => [items({})],
    rows: { tags, items: rowsOf('owner_id', [1, 2, null]) },
    up: ({ tags: _dropped, ...rows }) => each('items', () => ({ owner_id: undefined }))(rows),
    down: (rows) => each('items', () => ({ owner_id: null }))({ ...rows, tags: [] }),
  },
  {
    name: 'table: several related ones at once',
    before: () => related(p.string().nullable(), p.string().nullable(), 'cascade'),
    after: () => related(p.integer().nullable(), p.string(), 'set null'),
    rows: {
      items: rowsOf('n', ['1', '2']),
      tags: [
        { id: 1, name: 'red', item_id: 1 },
        { id: 2, name: 'blue', item_id: 1 },
      ],
      marks: [
        { id: 1, tag_id: 1 },
        { id: 2, tag_id: 2 },
      ],
    },
    up: each('items', ({ n }) => ({ n: Number(n) })),
  },
  {
    name: 'many to many: add',
    before: () => [items({}), tag()],
    after: tagged,
    rows: { items: labels(), tags },
  },
  {
    name: 'many to many: drop',
    before: tagged,
    after: () => [items({}), tag()],
    rows: {
      items: labels(),
      tags,
      item_tags: [
        { item_id: 1, tag_id: 1 },
        { item_id: 2, tag_id: 1 },
      ],
    },
    up: ({ item_tags: _dropped, ...rows }) => rows,
    down: (rows) => ({ ...rows, item_tags: [] }),
  },
  {
    name: 'many to many: kept while the table is rebuilt',
    before: () => withPivot(p.string().nullable()),
    after: () => withPivot(p.integer().nullable()),
    rows: {
      items: rowsOf('n', ['1', '2']),
      tags,
      item_tags: [
        { item_id: 1, tag_id: 1 },
        { item_id: 2, tag_id: 1 },
      ],
    },
    up: each('items', ({ n }) => ({ n: Number(n) })),
  },
  keyOf('column added to a composite one', ['person', 'team'], ['person', 'team', 'role']),
  keyOf('column removed from a composite one', ['person', 'team', 'role'], ['person', 'team']),
  keyOf('column removed from a composite one, rows alike', ['person', 'team', 'role'], ['person', 'role'], {
    rows: { memberships: membershipRows.map((row) => ({ ...row, role: 1 })) },
    refused: refusesRows(['memberships', 'person']),
  }),
  keyOf('to another column', ['person', 'team'], ['code'], {
    after: () => [
      entity('Membership', 'memberships', {
        person: p.integer(),
        team: p.integer(),
        role: p.integer().default(1),
        code: p.integer().primary().autoincrement(false),
        label: p.string(),
      }),
    ],
    before: () => [
      entity('Membership', 'memberships', {
        person: p.integer().primary(),
        team: p.integer().primary(),
        role: p.integer().default(1),
        code: p.integer().unique(),
        label: p.string(),
      }),
    ],
  }),
  {
    name: 'primary key: integer to bigint',
    before: () => [items({})],
    after: () => [entity('Item', 'items', { id: p.bigint().primary(), label: p.string() })],
    rows: { items: labels() },
  },
  {
    name: 'primary key: integer to uuid',
    before: () => [items({})],
    after: () => [entity('Item', 'items', { id: p.uuid().primary(), label: p.string() })],
    rows: { items: labels() },
    refused: () => ({
      on: 'up',
      codes: ['ROWS_REFUSED', 'CHANGE_NOT_SUPPORTED'],
      names: ['items', 'id'],
    }),
  },
  {
    name: 'primary key: uuid to text',
    before: () => [entity('Item', 'items', { id: p.uuid().primary(), label: p.string() })],
    after: () => [entity('Item', 'items', { id: p.string().primary(), label: p.string() })],
    rows: {
      items: [
        { id: UUID, label: 'a' },
        { id: UUID.replace('0', '1'), label: 'b' },
      ],
    },
  },
  {
    name: 'primary key: begins to count by itself',
    before: () => [
      entity('Item', 'items', { id: p.integer().primary().autoincrement(false), label: p.string() }),
    ],
    after: () => [items({})],
    rows: { items: labels() },
  },
  {
    name: 'primary key: no longer counts by itself',
    before: () => [items({})],
    after: () => [
      entity('Item', 'items', { id: p.integer().primary().autoincrement(false), label: p.string() }),
    ],
    rows: { items: labels() },
  },
  {
    name: 'view: add',
    before: () => [items({})],
    after: () => [items({}), view(SHOWN)],
    rows: { items: labels() },
  },
  {
    name: 'view: change',
    before: () => [items({}), view(SHOWN)],
    after: () => [items({}), view(`${SHOWN} where label <> 'it''s; "x"'`)],
    rows: { items: labels() },
  },
  {
    name: 'view: drop',
    before: () => [items({}), view(SHOWN)],
    after: () => [items({})],
    rows: { items: labels() },
  },
  {
    name: 'view: its table is rebuilt',
    before: () => [items({ n: p.string().nullable() }), view(SHOWN)],
    after: () => [items({ n: p.integer().nullable() }), view(SHOWN)],
    rows: { items: rowsOf('n', ['1', null]) },
    up: each('items', ({ n = null }) => ({ n: n === null ? null : Number(n) })),
  },
  {
    name: 'view: a column that it shows is converted',
    before: () => [items({ n: p.string().nullable() }), view('select id, n as label from items')],
    after: () => [items({ n: p.integer().nullable() }), view('select id, n as label from items')],
    rows: { items: rowsOf('n', ['1', null]) },
    up: each('items', ({ n = null }) => ({ n: n === null ? null : Number(n) })),
  },
  {
    name: 'view: a column that it shows is dropped with it',
    before: () => [items({ n: p.string().nullable() }), view('select id, n as label from items')],
    after: () => [items({}), view(SHOWN)],
    rows: { items: rowsOf('n', ['1', null]) },
    up: each('items', () => ({ n: undefined })),
    down: each('items', () => ({ n: null })),
  },
  ...triggerCases(),
  {
    name: 'row level security: add a policy',
    dialects: ['postgresql'], // MikroORM itself refuses such an entity on SQLite.
    before: () => [items({})],
    after: () => [items({}, { policies: [{ name: 'own_items', using: `label <> 'secret'` }] } as never)],
    rows: { items: labels() },
    refused: () => ({ on: 'create', codes: ['CHANGE_NOT_SUPPORTED'], names: ['items'] }),
  },
  {
    name: 'columns and rules of every sort at once',
    before: () => [
      items({
        a: p.string().nullable().index(),
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
];

function triggerCases(): MatrixCase[] {
  const logger = (what: string) => (dialect: Dialect) =>
    trigger(`insert into logs values ('${what}; ' || new.id)${dialect === 'sqlite' ? '' : '; return null;'}`);
  const first = logger('first');
  const second = logger('second');
  const logs = labels().map(({ id }) => ({ what: `first; ${id}` }));
  const shared = { perDialect: true, written: ['logs'] } as const;
  return [
    {
      name: 'trigger: add',
      perDialect: true,
      rows: { items: labels() },
      before: () => [items({}), log()],
      after: (dialect) => [items({}, first(dialect)), log()],
    },
    {
      ...shared,
      name: 'trigger: change',
      rows: { items: labels(), logs },
      before: (dialect) => [items({}, first(dialect)), log()],
      after: (dialect) => [items({}, second(dialect)), log()],
    },
    {
      ...shared,
      name: 'trigger: drop',
      rows: { items: labels(), logs },
      before: (dialect) => [items({}, first(dialect)), log()],
      after: () => [items({}), log()],
    },
    {
      ...shared,
      name: 'trigger: its table is rebuilt',
      before: (dialect) => [items({ n: p.string().nullable() }, first(dialect)), log()],
      after: (dialect) => [items({ n: p.integer().nullable() }, first(dialect)), log()],
      rows: { logs, items: rowsOf('n', ['1', '2', '3', '4', '5']) },
      up: each('items', ({ n = null }) => ({ n: Number(n) })),
    },
  ];
}

function related(n: unknown, name: unknown, onDelete: string): EntitySchema[] {
  const item = items({ n });
  const second = entity('Tag', 'tags', {
    id: p.integer().primary(),
    name,
    item: p
      .manyToOne(item as never)
      .nullable()
      .deleteRule(onDelete),
  });
  const third = entity('Mark', 'marks', {
    id: p.integer().primary(),
    tag: p.manyToOne(second as never).deleteRule('cascade'),
  });
  return [item, second, third];
}

function withPivot(n: unknown): EntitySchema[] {
  const target = tag();
  return [items({ n, tags: () => p.manyToMany(target as never).pivotTable('item_tags') }), target];
}
