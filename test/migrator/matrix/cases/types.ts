import { p } from '@mikro-orm/core';
import { each, items, type MatrixCase, refusesRows, rowsOf } from '../matrix-case.ts';
import { by, Real, type Row } from '../values.ts';

type Values = readonly Row[string][];

/** Changes the type of the column `note`. `values` become `converted`, and `restored` on the way back. */
function types(
  name: string,
  before: () => unknown,
  after: () => unknown,
  values: Values,
  converted: Values = values,
  rest: Partial<MatrixCase> & { restored?: Values } = {},
): MatrixCase {
  const { restored = values, ...more } = rest;
  const put = (list: Values) => each('items', ({ id }) => ({ note: list[Number(id) - 1] ?? null }));
  return {
    name: `type: ${name}`,
    before: () => [items({ note: before() })],
    after: () => [items({ note: after() })],
    rows: { items: rowsOf('note', values) },
    up: put(converted),
    down: put(restored),
    ...more,
  };
}

/** The same, where a value does not fit and nothing may change. */
function misfit(
  name: string,
  before: () => unknown,
  after: () => unknown,
  values: Values,
  rest: Partial<MatrixCase> = {},
): MatrixCase {
  return types(`${name}, refused`, before, after, values, values, {
    refused: refusesRows(['items', 'note']),
    ...rest,
  });
}

const text = () => p.string().nullable();
const integer = () => p.integer().nullable();
const decimal = (precision: number, scale: number) =>
  p.decimal().precision(precision).scale(scale).nullable();
const date = () => p.date().nullable();
const datetime = (precision: number) => () => p.datetime(precision).nullable();
/** SQLite keeps a datetime as milliseconds since 1970, as MikroORM writes it. */
const MORNING = by(1769854830123, '2026-01-31 10:20:30.123+00');
const MIDNIGHT = by(1769817600000, '2026-01-31 00:00:00+00');
const UUID = '0192f1c0-7d7a-7b1e-8f7a-3a2b1c0d9e8f';

export const typeCases: readonly MatrixCase[] = [
  types('text to integer', text, integer, ['1', '-20', '0', null], [1, -20, 0, null]),
  misfit('text to integer, a word', text, integer, ['1', 'twelve']),
  misfit('text to integer, a number with a tail', text, integer, ['1', '12abc']),
  misfit('text to integer, a fraction', text, integer, ['1', '1.5']),
  misfit('text to integer, empty', text, integer, ['1', '']),
  types('text to integer, leading zero', text, integer, ['007'], [7], { restored: ['7'] }),
  types('integer to text', integer, text, [1, -20, null], ['1', '-20', null]),
  types('integer to bigint', integer, () => p.bigint().nullable(), [1, -2147483648, null]),
  types('bigint to integer', () => p.bigint().nullable(), integer, [1n, null]),
  misfit('bigint to integer, too big', () => p.bigint().nullable(), integer, [1n, 9007199254740993n], {
    refused: refusesRows(['items', 'note'], { only: 'postgresql' }),
  }),
  types(
    'integer to float',
    integer,
    () => p.double().nullable(),
    [1, -20, null],
    [new Real(1), new Real(-20), null].map(whole),
  ),
  types(
    'float to integer, whole numbers',
    () => p.double().nullable(),
    integer,
    [new Real(1), new Real(-20), null].map(whole),
    [1, -20, null],
  ),
  misfit('float to integer, a fraction', () => p.double().nullable(), integer, [1.5, null]),
  types(
    'float to decimal',
    () => p.double().nullable(),
    () => decimal(10, 2),
    [1.25, 2.5, null],
    [1.25, by(2.5, '2.50'), null],
  ),
  misfit(
    'float to decimal, too many digits',
    () => p.double().nullable(),
    () => decimal(10, 2),
    [1.239, null],
    {
      refused: refusesRows(['items', 'note'], { only: 'postgresql' }),
    },
  ),
  types(
    'decimal widened',
    () => decimal(10, 2),
    () => decimal(12, 4),
    [by(1.5, '1.50'), null],
    [by(1.5, '1.5000'), null],
  ),
  misfit(
    'decimal narrowed, too many digits',
    () => decimal(12, 4),
    () => decimal(10, 2),
    [by(1.2345, '1.2345')],
    {
      refused: refusesRows(['items', 'note'], { only: 'postgresql' }),
    },
  ),
  types(
    'decimal narrowed, fits',
    () => decimal(12, 4),
    () => decimal(10, 2),
    [by(1.25, '1.2500'), null],
    [1.25, null],
  ),
  types(
    'text widened',
    () => p.string().length(5).nullable(),
    () => p.string().length(10).nullable(),
    ['12345', '🎉🎉🎉🎉🎉', null],
  ),
  types(
    'text narrowed, fits',
    () => p.string().length(10).nullable(),
    () => p.string().length(5).nullable(),
    ['12345', '🎉🎉🎉🎉🎉', null],
  ),
  misfit(
    'text narrowed, too long',
    () => p.string().length(10).nullable(),
    () => p.string().length(5).nullable(),
    ['12345', '123456'],
  ),
  misfit(
    'text narrowed, spaces at the end',
    () => p.string().length(10).nullable(),
    () => p.string().length(5).nullable(),
    ['12345', '12345  '],
  ),
  types(
    'text without limit to limited, fits',
    () => p.text().nullable(),
    () => p.string().length(5).nullable(),
    ['12345', null],
  ),
  misfit(
    'text without limit to limited, too long',
    () => p.text().nullable(),
    () => p.string().length(5).nullable(),
    ['123456'],
  ),
  types(
    'limited text to text',
    () => p.string().length(5).nullable(),
    () => p.text().nullable(),
    ['12345', '', null],
  ),
  types('text to datetime', text, datetime(3), ['2026-01-31 10:20:30.123', null], [MORNING, null], {
    restored: [by('2026-01-31T10:20:30.123Z', '2026-01-31 10:20:30.123+00'), null],
  }),
  misfit('text to datetime, no date', text, datetime(3), ['2026-01-31 10:20:30', 'soon']),
  types('text to date', text, date, ['2026-01-31', null]),
  misfit('text to date, impossible', text, date, ['2026-01-31', '2026-02-31']),
  types('date to datetime', date, datetime(3), ['2026-01-31', null], [MIDNIGHT, null]),
  types('datetime to date, midnight', datetime(3), date, [MIDNIGHT, null], ['2026-01-31', null]),
  misfit('datetime to date, a time of day', datetime(3), date, [MIDNIGHT, MORNING]),
  types('datetime, more precise', datetime(0), datetime(3), [MIDNIGHT, null]),
  misfit('datetime, less precise', datetime(3), datetime(0), [MORNING], {
    refused: refusesRows(['items', 'note'], { only: 'postgresql' }),
  }),
  types('boolean to integer', () => p.boolean().nullable(), integer, [true, false, null], [1, 0, null]),
  types('integer to boolean', integer, () => p.boolean().nullable(), [1, 0, null], [true, false, null]),
  misfit('integer to boolean, neither 0 nor 1', integer, () => p.boolean().nullable(), [1, 2]),
  types('text to boolean', text, () => p.boolean().nullable(), ['1', '0', null], [true, false, null], {
    restored: [by('1', 'true'), by('0', 'false'), null],
  }),
  types('text to json', text, () => p.json().nullable(), ['{"a": [1, "x"]}', '[]', null]),
  misfit('text to json, malformed', text, () => p.json().nullable(), ['{"a": 1}', '{oops']),
  types('text to uuid', text, () => p.uuid().nullable(), [UUID, null]),
  misfit('text to uuid, malformed', text, () => p.uuid().nullable(), [UUID, 'abc']),
  types('uuid to text', () => p.uuid().nullable(), text, [UUID, null]),
  misfit('integer to uuid', integer, () => p.uuid().nullable(), [1], {
    refused: () => ({
      on: 'up',
      codes: ['ROWS_REFUSED', 'CHANGE_NOT_SUPPORTED'],
      names: ['items', 'note'],
    }),
  }),
  types(
    'text with a default to integer',
    () => p.string().default('5'),
    () => p.integer().default(5),
    ['1', '5'],
    [1, 5],
  ),
  types(
    'integer with a default to text',
    () => p.integer().default(5),
    () => p.string().default('5'),
    [1, 5],
    ['1', '5'],
  ),
  types(
    'text to integer, indexed',
    () => text().index(),
    () => integer().index(),
    ['1', null],
    [1, null],
  ),
  types(
    'text to integer, unique',
    () => text().unique(),
    () => integer().unique(),
    ['1', '2', null],
    [1, 2, null],
  ),
  misfit(
    'text to integer, unique no longer',
    () => text().unique(),
    () => integer().unique(),
    ['1', '01'],
    {
      refused: refusesRows(['items', 'note']),
    },
  ),
  types(
    'integer to bigint, in a check',
    () => p.integer().check('note > 0'),
    () => p.bigint().check('note > 0'),
    [1, 2],
  ),
  types('text to integer, and not null', text, () => p.integer(), ['1', '2'], [1, 2]),
  types('enum to text', () => p.enum(['a', 'b']).nullable(), text, ['a', 'b', null]),
  types('text to enum', text, () => p.enum(['a', 'b']).nullable(), ['a', 'b', null]),
  misfit('text to enum, no such value', text, () => p.enum(['a', 'b']).nullable(), ['a', 'c']),
  types('text to native enum', text, () => p.enum(['a', 'b']).nativeEnumName('item_note').nullable(), [
    'a',
    'b',
    null,
  ]),
];

/** A whole number in a floating point column, as each database shows it. */
function whole(value: Real | null): Row[string] {
  return value === null ? null : by(value, value.value);
}
