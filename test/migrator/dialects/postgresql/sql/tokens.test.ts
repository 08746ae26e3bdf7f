import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { tokenizePostgresql } from '../../../../../src/migrator/dialects/postgresql/sql/tokens.ts';

const read = (sql: string) => tokenizePostgresql(sql).map(({ kind, value }) => `${kind} ${value}`);

describe('tokenizePostgresql', () => {
  test.each<[sql: string, ...tokens: string[]]>([
    ['Alter TABLE "a""B"', 'word alter', 'word table', 'quoted a"B'],
    [`'it''s; -- no'`, `string it's; -- no`],
    [`E'it\\'s' x`, `string it\\'s`, 'word x'],
    [`'c:\\' x`, 'string c:\\', 'word x'],
    [`$$a;'b$$ $fn$ $$ $fn$`, `string a;'b`, 'string  $$ '],
    ['a$1$ $1', 'word a$1$', 'parameter $1'],
    ['1.5e-3::int', 'number 1.5e-3', 'symbol ::', 'word int'],
    ['a -- b\n- c', 'word a', 'symbol -', 'word c'],
    ['a /* b /* c */ d */ e', 'word a', 'word e'],
    [`x'1f' u&"d" b'1'`, 'string 1f', 'word u', 'symbol &', 'quoted d', 'string 1'],
    ['Straße "', 'word straße', 'quoted '],
  ])('%s', (sql, ...tokens) => {
    expect(read(sql)).toEqual(tokens);
  });

  test('loses no character but blanks and comments, whatever the text', () => {
    const piece = fc.constantFrom(
      `'`,
      '"',
      '$$',
      '$a$',
      '/*',
      '*/',
      '--',
      '\n',
      ' ',
      ';',
      'a',
      'E',
      '1',
      '\\',
      ':',
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const sql = pieces.join('');
        const tokens = tokenizePostgresql(sql);
        const gaps = [...tokens, { start: sql.length, end: sql.length }].map(({ start }, index) =>
          sql.slice(tokens[index - 1]?.end ?? 0, start),
        );
        expect(tokens.every(({ text, start, end }) => text === sql.slice(start, end) && text !== '')).toBe(
          true,
        );
        expect(gaps.every((gap) => /^(\s|--[^\n]*(\n|$)|\/\*[\s\S]*)*$/.test(gap))).toBe(true);
      }),
    );
  });
});
