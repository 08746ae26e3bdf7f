import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { NamingStrategy, shortenIdentifier } from '../../src/database/naming-strategy.ts';

const strategy = new NamingStrategy();

describe('names in the database', () => {
  test.each([
    ['primary', 'todos', ['id'], 'pk_todos'],
    ['index', 'todos', ['title'], 'ix_todos_title'],
    ['unique', 'tags', ['owner_id', 'name'], 'uq_tags_owner_id_name'],
    ['foreign', 'todos', ['list_id'], 'fk_todos_list_id'],
    ['check', 'todos', ['priority'], 'ck_todos_priority'],
    ['index', 'public.todos', ['title'], 'ix_todos_title'],
  ] as const)('%s of %s(%s) is %s', (type, table, columns, name) => {
    expect(strategy.indexName(table, [...columns], type)).toBe(name);
  });

  test('a name of 63 bytes stays as it is', () => {
    const name = 'a'.repeat(63);
    expect(shortenIdentifier(name)).toBe(name);
  });

  test('no name is longer than 63 bytes, whatever the characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }), (name) => {
        expect(Buffer.byteLength(shortenIdentifier(name))).toBeLessThanOrEqual(63);
      }),
    );
  });

  test('two long names that differ at the end stay different', () => {
    const head = 'ix_a_table_with_a_long_name_and_many_columns_in_the_index_that_differ_';
    expect(shortenIdentifier(`${head}only_here_a`)).not.toBe(shortenIdentifier(`${head}only_here_b`));
  });
});
