import { type EntitySchema, p } from '@mikro-orm/core';
import { each, entity, items, labels, type MatrixCase, rowsOf } from '../matrix-case.ts';

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
];

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
