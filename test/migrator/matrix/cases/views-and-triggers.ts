import { type EntitySchema, p } from '@mikro-orm/core';
import type { Dialect } from '../../../../src/migrator/model/schema.ts';
import { each, entity, items, labels, type MatrixCase, rowsOf } from '../matrix-case.ts';

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

export const viewAndTriggerCases: readonly MatrixCase[] = [
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
