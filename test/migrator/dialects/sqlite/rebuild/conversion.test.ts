import { describe, expect, test } from '@jest/globals';
import { expectRefused } from '../expect-refused.ts';
import { createLiveDatabase } from '../live-database.ts';

const REFUSED = 'refused';

/** From type, to type, the value as SQL, and what is stored afterwards: storage class and literal. */
const VALUES: [from: string, to: string, value: string, stored: string][] = [
  ['text', 'integer', `'12'`, 'integer 12'],
  ['text', 'integer', `'1e3'`, 'integer 1000'],
  ['text', 'integer', `' 12 '`, 'integer 12'],
  ['text', 'integer', `char(10) || '-7' || char(13)`, 'integer -7'],
  ['text', 'integer', `'+5'`, 'integer 5'],
  ['text', 'integer', `'-0'`, 'integer 0'],
  ['text', 'integer', `'007'`, 'integer 7'],
  ['text', 'integer', `'12.0'`, 'integer 12'],
  ['text', 'integer', `'9223372036854775807'`, 'integer 9223372036854775807'],
  ['text', 'integer', `'-9223372036854775808'`, 'integer -9223372036854775808'],
  ['text', 'integer', `'9223372036854775808'`, REFUSED],
  ['text', 'integer', `'9007199254740993.0'`, REFUSED],
  ['text', 'integer', `'0.99999999999999999999'`, REFUSED],
  ['text', 'integer', `'12.5'`, REFUSED],
  ['text', 'integer', `'0x10'`, REFUSED],
  ['text', 'integer', `''`, REFUSED],
  ['text', 'integer', `'12abc'`, REFUSED],
  ['text', 'integer', `'12 34'`, REFUSED],
  ['text', 'integer', `'1_000'`, REFUSED],
  ['text', 'integer', `'٣'`, REFUSED],
  ['text', 'integer', `'inf'`, REFUSED],
  ['text', 'integer', `'1e999'`, REFUSED],
  ['text', 'integer', `'12' || char(0) || 'a'`, REFUSED],
  ['text', 'integer', `x'3132'`, REFUSED],
  ['varchar(20)', 'bigint', `'12'`, 'integer 12'],
  ['real', 'integer', '1.0', 'integer 1'],
  ['real', 'integer', '-9223372036854775808.0', 'integer -9223372036854775808'],
  ['real', 'integer', '1.5', REFUSED],
  ['real', 'integer', '9.3e18', REFUSED],
  ['real', 'integer', '9e999', REFUSED],
  ['', 'integer', `'12'`, 'integer 12'],
  ['', 'integer', `'abc'`, REFUSED],
  ['blob', 'integer', `x'00'`, REFUSED],
  ['json', 'integer', `'[1]'`, REFUSED],
  ['text', 'real', `'1.5'`, 'real 1.5'],
  ['text', 'real', `'12'`, 'real 12.0'],
  ['text', 'real', `'1,5'`, REFUSED],
  ['text', 'real', `'9007199254740993'`, REFUSED],
  ['text', 'real', `'1e999'`, REFUSED],
  ['integer', 'real', '9007199254740992', 'real 9007199254740992.0'],
  ['integer', 'real', '9007199254740993', REFUSED],
  ['text', 'numeric(10,2)', `'1.50'`, 'real 1.5'],
  ['text', 'decimal', `'7'`, 'integer 7'],
  ['text', 'decimal', `'12345678901234567890'`, REFUSED],
  ['text', 'numeric(10,2)', `'free'`, REFUSED],
  ['integer', 'text', '9223372036854775807', `text '9223372036854775807'`],
  ['integer', 'text', `x'00'`, REFUSED],
  ['real', 'text', '0.1 + 0.2', `text '0.30000000000000004'`],
  ['datetime', 'text', '1767225600123', `text '2026-01-01T00:00:00.123Z'`],
  ['datetime', 'text', '-1', `text '1969-12-31T23:59:59.999Z'`],
  ['datetime', 'text', '253402300800000', REFUSED],
  ['text', 'datetime', `'2026-01-01T00:00:00.123Z'`, 'integer 1767225600123'],
  ['text', 'datetime', `'2026-01-01 10:00:00'`, 'integer 1767261600000'],
  ['text', 'datetime', `'2026-01-01T10:00:00+02:00'`, 'integer 1767254400000'],
  ['text', 'datetime', `'2026-01-01T10:00:00.123456Z'`, REFUSED],
  ['text', 'datetime', `'2026-02-30'`, REFUSED],
  ['text', 'datetime', `'2026'`, REFUSED],
  ['text', 'datetime', `'now'`, REFUSED],
  ['text', 'datetime', `'10:00'`, REFUSED],
  ['text', 'datetime', `'tomorrow'`, REFUSED],
  ['date', 'datetime', `'2026-01-01'`, 'integer 1767225600000'],
  ['integer', 'datetime', '1767225600123', 'integer 1767225600123'],
  ['datetime', 'integer', '1767225600123', 'integer 1767225600123'],
  ['datetime', 'date', '1767225600000', `text '2026-01-01'`],
  ['datetime', 'date', '1767225600001', REFUSED],
  ['text', 'date', `'2026-01-01'`, `text '2026-01-01'`],
  ['text', 'date', `'2026-02-30'`, REFUSED],
  ['text', 'date', `'2026-01-01T10:00:00Z'`, REFUSED],
  ['integer', 'date', '5', REFUSED],
  ['date', 'text', `'2026-01-01'`, `text '2026-01-01'`],
  ['date', 'integer', `'2026-01-01'`, REFUSED],
  ['text', 'json', `'{"a": 1}'`, `text '{"a": 1}'`],
  ['text', 'json', `'{a'`, REFUSED],
  ['json', 'text', `'[1]'`, `text '[1]'`],
  ['text', 'boolean', `'TRUE'`, 'integer 1'],
  ['integer', 'boolean', '0', 'integer 0'],
  ['integer', 'boolean', '2', REFUSED],
  ['text', 'time', `'10:00:00'`, `text '10:00:00'`],
  ['text', 'time', `'25:00'`, REFUSED],
  ['text', 'blob', `'é'`, `blob X'C3A9'`],
  ['integer', 'blob', '5', REFUSED],
  ['blob', 'text', `x'41'`, REFUSED],
  ['text', 'point', `'12abc'`, REFUSED],
  ['varchar(20)', 'varchar(2)', `'longer'`, `text 'longer'`],
  ['integer', 'bigint', `'left wrong before'`, `text 'left wrong before'`],
  ['text', 'geometry', `'anything'`, `text 'anything'`],
  ['date', 'geometry', `'2026-01-01'`, `text '2026-01-01'`],
];

describe('a change of type on SQLite', () => {
  test.each(VALUES)('from %j to %j makes of %s: %s', async (from, to, value, stored) => {
    const database = await createLiveDatabase(
      `create table t (id integer primary key, "the value" ${from})`,
      `insert into t values (1, null), (2, ${value})`,
    );
    const change = `alter column "the value" type ${to}`;
    if (stored === REFUSED) {
      const sentence = await expectRefused(database, 'ROWS_REFUSED', 't', change);
      expect(sentence).toMatch(
        /^Table "t" cannot be rebuilt because of 1 row with no .* in column "the value"/,
      );
      expect(sentence).toContain('"id" = 2');
      const query = /Find them: (.*;)/.exec(sentence)?.[1] ?? '';
      expect(await database.run(query)).toEqual(await database.run('select * from t where id = 2'));
    } else {
      await database.rebuild('t', change);
      const rows = await database.run(
        `select typeof("the value") || ' ' || quote("the value") as stored from t order by id`,
      );
      expect(rows.map((row) => row.stored)).toEqual(['null NULL', stored]);
    }
  });

  test('counts the rows that cannot be converted and shows one', async () => {
    const database = await createLiveDatabase(
      'create table t (a text, b text, n text, primary key (a, b)) without rowid',
      `insert into t values ('x', 'y', '1'), ('x', 'z', 'it''s none'), ('y', 'y', ''), ('z', 'z', null)`,
    );
    const sentence = await expectRefused(database, 'ROWS_REFUSED', 't', 'alter column "n" type integer');
    expect(sentence).toContain('because of 2 rows with no whole number in column "n"');
    expect(sentence).toContain(`for example "a" = 'x', "b" = 'z', "n" = 'it''s none'`);
  });

  test('of a column of a strict table converts or refuses alike', async () => {
    const database = await createLiveDatabase(
      'create table t (id integer primary key, n text, r real) strict',
      `insert into t values (1, ' 12', 1.0)`,
    );
    await database.rebuild('t', 'alter column "n" type integer', 'alter column "r" type int');
    expect(await database.run('select typeof(n), n, typeof(r), r from t')).toEqual([
      { 'typeof(n)': 'integer', n: 12, 'typeof(r)': 'integer', r: 1 },
    ]);
  });

  test('keeps two values that become one apart where they must differ', async () => {
    const database = await createLiveDatabase(
      'create table t (id integer primary key, n text unique)',
      `insert into t values (1, '1'), (2, '01'), (3, '2')`,
    );
    expect(await expectRefused(database, 'ROWS_REFUSED', 't', 'alter column "n" type integer')).toMatch(
      /because of 2 rows equal to another in \("n"\), against unique constraint/,
    );
  });

  test('makes a column the rowid only where it holds whole numbers', async () => {
    const database = await createLiveDatabase(
      'create table t (id int primary key, a)',
      `insert into t values (1, 'a'), (null, 'b'), ('c', 'c')`,
    );
    expect(await expectRefused(database, 'ROWS_REFUSED', 't', 'alter column "id" type integer')).toContain(
      '1 row with no whole number in column "id"',
    );
    await database.run(`delete from t where id = 'c'`);
    expect(await expectRefused(database, 'ROWS_REFUSED', 't', 'alter column "id" type integer')).toContain(
      '1 row with null in column "id"',
    );
    await database.run('delete from t where id is null', `insert into t values (7, 'd')`);
    await database.rebuild('t', 'alter column "id" type integer');
    expect(await database.run('select rowid as r, id from t')).toEqual([
      { r: 1, id: 1 },
      { r: 7, id: 7 },
    ]);
  });
});
