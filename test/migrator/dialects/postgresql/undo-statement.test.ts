import { describe, expect, test } from '@jest/globals';
import { undoStatement } from '../../../../src/migrator/dialects/postgresql/undo-statement.ts';

describe('A statement of a change in steps', () => {
  test.each([
    ['create index concurrently "ix" on "todos" ("title");', ['drop index concurrently if exists "ix"']],
    [
      'create unique index concurrently uq on "audit"."log" (a)',
      ['drop index concurrently if exists "audit".uq'],
    ],
    [
      `alter table "todos" add constraint "ck" check ("a" <> 'not valid; x') not valid;`,
      ['alter table "todos" drop constraint if exists "ck"'],
    ],
    ['alter table "audit"."log" validate constraint "ck";', []],
  ])('is taken back: %s', (sql, undo) => {
    expect(undoStatement(sql)).toEqual(undo);
  });

  test.each([
    'create index "ix" on "todos" ("title")',
    'create index concurrently if not exists "ix" on "todos" ("title")',
    'alter table "todos" add constraint "ck" check (a > 1)',
    'alter table "todos" add constraint "ck" check (a > 1) not valid; drop table "lists"; select not valid',
    'alter table "todos" drop constraint "ck"',
    'alter table "todos" add column "a" integer',
    'update "todos" set "a" = 1',
    'drop index concurrently "ix"',
  ])('is for a person to take back: %s', (sql) => {
    expect(undoStatement(sql)).toBeUndefined();
  });
});
