import { p } from '@mikro-orm/core';
import { items, type MatrixCase, refusesRows, rowsOf } from '../matrix-case.ts';

type Options = NonNullable<Parameters<typeof items>[1]>;
type Indexes = readonly object[];

/** Changes the indexes and unique rules of the table; rows stay. */
function indexes(name: string, before: Options, after: Options, rest: Partial<MatrixCase> = {}): MatrixCase {
  const side = (options: Options) => () => [
    items({ note: p.string().nullable(), rank: p.integer().default(1) }, options),
  ];
  return {
    name: `index: ${name}`,
    before: side(before),
    after: side(after),
    rows: { items: rowsOf('note', ['one', 'two', null]).map((row, index) => ({ ...row, rank: index })) },
    ...rest,
  };
}

const index = (...list: Indexes): Options => ({ indexes: list as never });
const unique = (...list: Indexes): Options => ({ uniques: list as never });
const byNote = { name: 'ix_items_find', properties: ['note'] };
const alike = rowsOf('note', ['one', 'one', null]).map((row) => ({ ...row, rank: 1 }));
const expression = (what: string) => ({
  name: 'ix_items_loud',
  expression: `create index "ix_items_loud" on "items" (${what})`,
});

export const indexCases: readonly MatrixCase[] = [
  indexes('add', {}, index(byNote)),
  indexes('add, several columns', {}, index({ properties: ['rank', 'note', 'label'] })),
  indexes('drop', index(byNote), {}),
  indexes('other columns', index(byNote), index({ ...byNote, properties: ['note', 'rank'] })),
  indexes(
    'columns in another order',
    index({ ...byNote, properties: ['note', 'rank'] }),
    index({ ...byNote, properties: ['rank', 'note'] }),
  ),
  indexes('renamed', index(byNote), index({ ...byNote, name: 'ix_items_other' })),
  indexes(
    'descending',
    index(byNote),
    index({ name: 'ix_items_find', properties: ['note'], columns: [{ name: 'note', sort: 'DESC' }] }),
  ),
  indexes('partial', {}, index({ ...byNote, where: `"note" <> 'it''s; x'` })),
  indexes('becomes partial', index(byNote), index({ ...byNote, where: `"rank" > 0` })),
  indexes(
    'other predicate, letter case only',
    index({ ...byNote, where: `"note" <> 'A'` }),
    index({ ...byNote, where: `"note" <> 'a'` }),
  ),
  indexes('expression added', {}, index(expression('upper("note")'))),
  indexes('expression changed', index(expression('upper("note")')), index(expression('lower("note")'))),
  indexes('expression dropped', index(expression('upper("note")')), {}),
  indexes('becomes unique', index(byNote), unique({ ...byNote, name: 'uq_items_find' })),
  indexes('becomes unique under its name', index(byNote), unique(byNote)),
  indexes('becomes unique, rows alike', index(byNote), unique({ ...byNote, name: 'uq_items_find' }), {
    rows: { items: alike },
    refused: refusesRows(['items', 'note']),
  }),
  indexes('unique added', {}, unique({ properties: ['note'] })),
  indexes('unique added, rows alike', {}, unique({ properties: ['note'] }), {
    rows: { items: alike },
    refused: refusesRows(['items', 'note']),
  }),
  indexes('unique of several columns, rows alike', {}, unique({ properties: ['note', 'rank'] }), {
    rows: { items: alike },
    refused: refusesRows(['items', 'note', 'rank']),
  }),
  indexes('unique of several columns', {}, unique({ properties: ['note', 'rank'] })),
  indexes(
    'unique, columns changed',
    unique({ name: 'uq_items_k', properties: ['note', 'rank'] }),
    unique({ name: 'uq_items_k', properties: ['note'] }),
  ),
  indexes('unique dropped', unique({ properties: ['note'] }), {}),
  indexes('unique partial', {}, unique({ properties: ['rank'], where: `"note" is not null` })),
  indexes('unique becomes plain', unique({ name: 'uq_items_find', properties: ['note'] }), index(byNote)),
  indexes(
    'one added, one dropped, one changed',
    index(byNote, { name: 'ix_items_b', properties: ['rank'] }),
    index({ ...byNote, properties: ['note', 'label'] }, { name: 'ix_items_c', properties: ['rank', 'note'] }),
  ),
  indexes(
    'with a column that becomes not null',
    index(byNote),
    {},
    {
      before: () => [items({ note: p.string().nullable(), rank: p.integer().default(1) }, index(byNote))],
      after: () => [
        items(
          { note: p.string(), rank: p.integer().default(1) },
          index({ ...byNote, properties: ['note', 'rank'] }),
        ),
      ],
      rows: { items: rowsOf('note', ['one', 'two']).map((row) => ({ ...row, rank: 1 })) },
    },
  ),
  indexes(
    'on a name longer than 63 bytes',
    {},
    index({
      name: 'ix_items_with_a_name_that_is_much_longer_than_postgresql_would_keep_of_it',
      properties: ['note'],
    }),
  ),
];
