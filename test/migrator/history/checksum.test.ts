import { describe, expect, test } from '@jest/globals';
import { Configuration } from '@mikro-orm/core';
import { SqliteDriver } from '@mikro-orm/sqlite';
import fc from 'fast-check';
import { checksumOf, differs } from '../../../src/migrator/history/checksum.ts';
import { normalizeSource } from '../../../src/migrator/history/normalize-source.ts';
import { normalizeSql } from '../../../src/migrator/history/normalize-sql.ts';
import { loadMigration } from '../../../src/migrator/run/migration-file.ts';
import { createTable, newFolder, withBody } from './project.ts';

const config = new Configuration({ driver: SqliteDriver, dbName: ':memory:' }, false);

async function checksum(source: string, extension = 'ts'): Promise<string | undefined> {
  const name = `Migration.${extension}`;
  const path = `${await newFolder({ [name]: source })}/${name}`;
  return checksumOf({ name: 'Migration', path, load: () => loadMigration(path) }, config);
}

const plain = createTable('Migration01', 'lists');

describe('the checksum of a migration', () => {
  test.each([
    ['comments', plain.replace('override up', '/* why */ override up')],
    ['line endings', plain.replaceAll('\n', '\r\n')],
    ['indentation', plain.replaceAll('  ', '      ')],
    ['the kind of quotes', plain.replaceAll(`'create`, '`create').replaceAll(`integer)'`, 'integer)`')],
    ['semicolons', plain.replaceAll(`)');`, `)')`)],
    ['where the migrator lies', plain.replace('/src/migrator/index.ts', '/src/migrator/dual-migration.ts')],
    ['white space and comments in SQL', plain.replace('create table', 'create /* a */  table')],
  ])('does not depend on %s', async (_title, other) => {
    expect(other).not.toBe(plain);
    expect(await checksum(other)).toBe(await checksum(plain));
  });

  test.each([
    ['a statement', plain.replace('integer', 'bigint')],
    ['the down direction', plain.replace('drop table', 'drop table if exists')],
    ['letter case of a name', plain.replaceAll('"lists"', '"Lists"')],
    [
      'a declared loss',
      plain.replace('override down() {', `override down() { this.loses({ table: 'lists' });`),
    ],
    [
      'the transaction',
      plain.replace('override up', 'override isTransactional() { return false; }\noverride up'),
    ],
    ['the database', plain.replace('this.addSql', 'this.sqlite')],
  ])('depends on %s', async (_title, other) => {
    expect(await checksum(other)).not.toBe(await checksum(plain));
  });

  test('is the same for TypeScript and a build of it', async () => {
    const built = plain.replaceAll('override ', '');
    expect(await checksum(built, 'js')).toBe(await checksum(plain));
  });

  test('is that of the text where the code executes queries itself', async () => {
    const code = withBody('Migration01', `await this.execute('select 1');`);
    const formatted = withBody('Migration01', `await this.execute(\n  "select 1",\n) // now`);
    const other = withBody('Migration01', `await this.execute('select 2');`);
    expect(await checksum(code)).toMatch(/^ts:/);
    expect(await checksum(formatted)).toBe(await checksum(code));
    expect(await checksum(other)).not.toBe(await checksum(code));
  });

  test('of different kinds cannot be compared', () => {
    expect(differs('ts:1', 'js:2')).toBe(false);
    expect(differs('ts:1', undefined)).toBe(false);
    expect(differs('ts:1', 'ts:2')).toBe(true);
  });
});

describe('normalized SQL', () => {
  /** Pieces that must come through as they are, and separators that must not matter. */
  const word = fc.stringMatching(/^[a-z]{1,8}$/);
  const string = fc.stringMatching(/^[a-z ;\-\n]{0,12}$/).map((text) => `'${text}'`);
  const name = fc.stringMatching(/^[a-z ;-]{1,12}$/).map((text) => `"${text}"`);
  const dollar = fc.stringMatching(/^[a-z ;\-'\n]{0,12}$/).map((text) => `$body$${text}$body$`);
  const gap = fc.constantFrom(' ', '\n', '\r\n  ', ' /* c */ ', ' -- c\n');

  test('depends on its words, strings and names, and on nothing between them', () => {
    const pieces = fc.array(fc.oneof(word, string, name, dollar), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(pieces, fc.array(gap, { minLength: 8, maxLength: 8 }), (parts, gaps) => {
        const text = parts
          .map((part, index) => part + (index < parts.length - 1 ? gaps[index] : ''))
          .join('');
        expect(normalizeSql(text)).toBe(parts.join(' '));
      }),
    );
  });

  test('loses its last semicolon', () => {
    expect(normalizeSql('select 1;\n')).toBe('select 1');
  });
});

describe('normalized source', () => {
  test('keeps what a string says, and not how it is quoted', () => {
    const spellings = [`f('it\\'s')`, `f("it's")`, "f(`it's`)"].map(normalizeSource);
    expect(new Set(spellings).size).toBe(1);
  });

  test('keeps regular expressions, templates and types apart', () => {
    expect(normalizeSource('const a: number = /x ; y/.test(`a $' + '{b}  c`)')).toBe(
      ['const', 'a', ':', 'number', '=', '/x ; y/', '.', 'test', '(', '`a ${', 'b', '}  c`', ')'].join('\n'),
    );
  });
});
