import { type EntitySchema, p } from '@mikro-orm/core';
import { entity, items, labels, type MatrixCase, refusesRows } from '../matrix-case.ts';

const UUID = '0192f1c0-7d7a-7b1e-8f7a-3a2b1c0d9e8f';

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

export const primaryKeyCases: readonly MatrixCase[] = [
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
];
