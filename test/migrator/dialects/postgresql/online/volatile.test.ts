import { describe, expect, test } from '@jest/globals';
import { isVolatile } from '../../../../../src/migrator/dialects/postgresql/online/volatile.ts';

describe('A default', () => {
  test.each([
    'gen_random_uuid()',
    'random()',
    'clock_timestamp()',
    `nextval('numbers')`,
    `'n' || floor(random() * 10)::text`,
    '"own"."token"(5)',
    'a_function_of_the_project()',
  ])('that may differ from row to row is known by its functions: %s', (sql) => {
    expect(isVolatile(sql)).toBe(true);
  });

  test.each([
    '1',
    `'random()'`,
    `'open'::text`,
    'current_timestamp(3)',
    `now() + interval '1 day'`,
    `(1.5)::numeric(8, 2)`,
    `coalesce(null, 'x')`,
    `timezone('utc', now())`,
    `array['a']::varchar(5)[]`,
    'true',
  ])('that is one value for a statement is not taken for such: %s', (sql) => {
    expect(isVolatile(sql)).toBe(false);
  });
});
