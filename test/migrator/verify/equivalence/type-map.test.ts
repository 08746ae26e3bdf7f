import { expect, test } from '@jest/globals';
import { findTypePair } from '../../../../src/migrator/verify/equivalence/canonical-type.ts';

const MOOD = [{ name: 'mood', items: ['good', 'bad'] }];

test.each([
  ['integer', 'int'],
  ['integer', 'bigint'],
  ['integer', 'boolean'],
  ['bigint', 'int8'],
  ['text', 'text'],
  ['text', 'character varying(200)'],
  ['text', 'uuid'],
  ['text', 'mood'],
  ['text', '"mood"'],
  ['text', 'text[]'],
  ['datetime', 'timestamp(3) with time zone'],
  ['datetime', 'timestamptz(3)'],
  ['date', 'date'],
  ['time ( 3 )', 'time(0) without time zone'],
  ['json', 'jsonb'],
  ['blob', 'bytea'],
  ['numeric ( 8 , 2 )', 'numeric(8,2)'],
  ['real', 'real'],
  ['double', 'double precision'],
  ['citext', 'citext'],
  ['interval', 'interval'],
])('%s and %s are the same', (sqlite, postgresql) => {
  expect(findTypePair(sqlite, postgresql, MOOD)).toBeDefined();
});

test.each([
  ['integer', 'text'],
  ['bigint', 'integer'],
  ['text', 'integer'],
  ['text', 'date'],
  ['datetime', 'date'],
  ['date', 'timestamptz'],
  ['numeric(8,2)', 'numeric(9,2)'],
  ['numeric(8,2)', 'numeric'],
  ['json', 'text'],
  ['text', 'bytea'],
  ['double', 'real'],
  ['integer', 'mood'],
])('%s and %s are not', (sqlite, postgresql) => {
  expect(findTypePair(sqlite, postgresql, MOOD)).toBeUndefined();
});
