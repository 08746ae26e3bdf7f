import { p } from '@mikro-orm/core';
import { each, items, type MatrixCase, type Properties, refusesRows, rowsOf } from '../matrix-case.ts';
import type { Row } from '../values.ts';
import { TRICKY } from './add-column.ts';

/** Changes the rules of the column `note`; its values stay as they are. */
function rules(
  name: string,
  before: () => Properties,
  after: () => Properties,
  values: readonly Row[string][],
  rest: Partial<MatrixCase> = {},
): MatrixCase {
  return {
    name,
    before: () => [items(before())],
    after: () => [items(after())],
    rows: { items: rowsOf('note', values) },
    ...rest,
  };
}

const text = () => p.string();
const values = ['one', `it's`, ''];

export const columnRuleCases: readonly MatrixCase[] = [
  rules(
    'default: add',
    () => ({ note: text() }),
    () => ({ note: text().default('Open') }),
    values,
  ),
  rules(
    'default: remove',
    () => ({ note: text().default('Open') }),
    () => ({ note: text() }),
    values,
  ),
  rules(
    'default: change',
    () => ({ note: text().default('Open') }),
    () => ({ note: text().default('Shut') }),
    values,
  ),
  rules(
    'default: letter case only',
    () => ({ note: text().default('Open') }),
    () => ({ note: text().default('open') }),
    values,
  ),
  rules(
    'default: quotes only',
    () => ({ note: text().default('1') }),
    () => ({ note: text().default(`'1'`) }),
    values,
  ),
  rules(
    'default: parentheses only',
    () => ({ note: text().default('a(b)') }),
    () => ({ note: text().default('ab') }),
    values,
  ),
  rules(
    'default: white space only',
    () => ({ note: text().default('a b') }),
    () => ({ note: text().default('a  b') }),
    values,
  ),
  rules(
    'default: to a text with quotes and new lines',
    () => ({ note: text() }),
    () => ({ note: text().default(TRICKY) }),
    values,
  ),
  rules(
    'default: quotes and new lines stay quiet',
    () => ({ note: text().default(TRICKY) }),
    () => ({ note: text().default(TRICKY) }),
    values,
    {
      quiet: ['sqlite', 'postgresql'],
    },
  ),
  rules(
    'default: empty text to none',
    () => ({ note: text().default('') }),
    () => ({ note: text() }),
    values,
  ),
  rules(
    'default: number',
    () => ({ note: p.integer().default(0) }),
    () => ({ note: p.integer().default(-1) }),
    [1, 2],
  ),
  rules(
    'default: number to expression',
    () => ({ note: p.integer().default(3) }),
    () => ({ note: p.integer().defaultRaw('(1 + 2)') }),
    [1, 2],
  ),
  rules(
    'default: boolean',
    () => ({ note: p.boolean().default(false) }),
    () => ({ note: p.boolean().default(true) }),
    [true, false],
  ),
  rules(
    'default: constant to now',
    () => ({ note: p.datetime(3).defaultRaw(`'2026-01-31 00:00:00'`) }),
    () => ({ note: p.datetime(3).defaultRaw('current_timestamp') }),
    [],
  ),
  rules(
    'nullable to not null, no nulls',
    () => ({ note: text().nullable() }),
    () => ({ note: text() }),
    values,
  ),
  rules(
    'nullable to not null, a null',
    () => ({ note: text().nullable() }),
    () => ({ note: text() }),
    ['one', null],
    {
      refused: refusesRows(['items', 'note']),
    },
  ),
  rules(
    'nullable to not null, indexed and unique',
    () => ({ note: text().nullable().unique() }),
    () => ({ note: text().unique() }),
    values,
  ),
  rules(
    'nullable to not null with default, no nulls',
    () => ({ note: text().nullable() }),
    () => ({ note: text().default('x') }),
    values,
  ),
  rules(
    'nullable to not null with default, a null',
    () => ({ note: text().nullable() }),
    () => ({ note: text().default('x') }),
    ['one', null],
    {
      refused: refusesRows(['items', 'note']),
    },
  ),
  rules(
    'not null to nullable',
    () => ({ note: text() }),
    () => ({ note: text().nullable() }),
    values,
  ),
  rules(
    'not null to nullable, with a new default',
    () => ({ note: text() }),
    () => ({ note: text().nullable().default('d') }),
    values,
  ),
  rules(
    'nullability of two columns at once',
    () => ({ note: text().nullable(), other: p.integer() }),
    () => ({ note: text(), other: p.integer().nullable() }),
    [],
    {
      rows: { items: rowsOf('note', values).map((row) => ({ ...row, other: 3 })) },
    },
  ),
  rules(
    'comment: add',
    () => ({ note: text() }),
    () => ({ note: text().comment(`it's "so"`) }),
    values,
    { quiet: ['sqlite'] },
  ),
  rules(
    'comment: change',
    () => ({ note: text().comment('one') }),
    () => ({ note: text().comment('two') }),
    values,
    { quiet: ['sqlite'] },
  ),
  rules(
    'comment: remove',
    () => ({ note: text().comment('one') }),
    () => ({ note: text() }),
    values,
    { quiet: ['sqlite'] },
  ),
  {
    ...rules(
      'comment of the table',
      () => ({}),
      () => ({}),
      values,
      { quiet: ['sqlite'] },
    ),
    before: () => [items({ note: text() }, { comment: 'one' })],
    after: () => [items({ note: text() }, { comment: `two's` })],
  },
  rules(
    'collation: change',
    () => ({}),
    () => ({}),
    values,
    {
      perDialect: true,
      before: () => [items({ note: text() })],
      after: (dialect) => [items({ note: text().collation(dialect === 'sqlite' ? 'nocase' : 'C') })],
    },
  ),
  rules(
    'collation: change of a unique column',
    () => ({}),
    () => ({}),
    values,
    {
      perDialect: true,
      before: () => [items({ note: text().unique() })],
      after: (dialect) => [
        items({
          note: text()
            .unique()
            .collation(dialect === 'sqlite' ? 'nocase' : 'C'),
        }),
      ],
    },
  ),
  rules(
    'generated: change expression',
    () => ({ note: p.integer(), twice: p.integer().generated('(note * 2) stored') }),
    () => ({ note: p.integer(), twice: p.integer().generated('(note * 3) stored') }),
    [],
    {
      rows: { items: rowsOf('note', [1, 2]).map((row) => ({ ...row, twice: Number(row.note) * 2 })) },
      generated: ['items.twice'],
      up: each('items', ({ note = null }) => ({ twice: Number(note) * 3 })),
    },
  ),
  rules(
    'generated: becomes a plain column',
    () => ({ note: p.integer(), twice: p.integer().generated('(note * 2) stored').nullable() }),
    () => ({ note: p.integer(), twice: p.integer().nullable() }),
    [],
    {
      rows: { items: rowsOf('note', [1, 2]).map((row) => ({ ...row, twice: Number(row.note) * 2 })) },
      generated: ['items.twice'],
    },
  ),
  rules(
    'columns in another order',
    () => ({ note: text(), other: p.integer().default(1) }),
    () => ({ other: p.integer().default(1), note: text() }),
    [],
    {
      rows: { items: rowsOf('note', values).map((row) => ({ ...row, other: 3 })) },
      quiet: ['sqlite', 'postgresql'],
    },
  ),
  rules(
    'nothing changes',
    () => ({ note: text().nullable().index() }),
    () => ({ note: text().nullable().index() }),
    values,
    {
      quiet: ['sqlite', 'postgresql'],
    },
  ),
];
