import { describe, expect, test } from '@jest/globals';
import type { Constructor } from '@mikro-orm/core';
import type { Migration } from '@mikro-orm/migrations';
import { describeDatabases, type TestDatabase } from '../../support/databases.ts';
import { createLists, migration, openRunner, type Steps } from './runner.ts';

/** Runs one migration after `createLists`, which leaves three lists and four todos. */
async function run(database: TestDatabase, up: (m: Steps) => void | Promise<void>) {
  const change: Constructor<Migration> = migration('Migration02_change', up);
  const runner = await openRunner(database, [createLists, change]);
  return { ...runner, result: runner.orm.migrator.up() };
}

async function expectLoss(database: TestDatabase, up: (m: Steps) => void | Promise<void>, loss: string) {
  const { result, query, history } = await run(database, up);
  await expect(result).rejects.toMatchObject({
    code: 'UNDECLARED_LOSS',
    message: expect.stringContaining(`Migration02_change would lose ${loss}. It does not say`),
  });
  expect(await history()).toEqual(['Migration01_create_lists']);
  expect(await query('select "id", "title" from "todos" order by "id"')).toEqual([
    { id: 1, title: 'milk' },
    { id: 2, title: 'bread' },
    { id: 3, title: 'report' },
    { id: 4, title: 'call' },
  ]);
}

async function expectKept(database: TestDatabase, up: (m: Steps) => void | Promise<void>) {
  const { result, history } = await run(database, up);
  await result;
  expect(await history()).toEqual(['Migration01_create_lists', 'Migration02_change']);
}

describeDatabases('row conservation', (database) => {
  describe('refuses what is not declared', () => {
    test('deleted rows', () =>
      expectLoss(database, (m) => m.both('delete from "todos" where "id" > 2'), '2 rows of table "todos"'));

    test('rows deleted by the code of the migration', () =>
      expectLoss(
        database,
        async (m) => void (await m.execute('delete from "todos" where "id" = 1')),
        '1 row of table "todos"',
      ));

    test('rows that a cascade deletes, also where the delete itself is declared', () =>
      expectLoss(
        database,
        (m) => {
          m.both('delete from "lists" where "id" = 1');
          m.loses({ table: 'lists', rows: 'home is gone' });
        },
        '2 rows of table "todos"',
      ));

    test('a dropped table with rows', () =>
      expectLoss(database, (m) => m.both('drop table "todos"'), 'table "todos" with 4 rows'));

    test('a dropped table, where only rows are declared', () =>
      expectLoss(
        database,
        (m) => {
          m.both('drop table "todos"');
          m.loses({ table: 'todos', rows: 'all' });
        },
        'table "todos" with 4 rows',
      ));

    test('a dropped column with values', () =>
      expectLoss(
        database,
        (m) => m.both('alter table "lists" drop column "name"'),
        'column "name" of table "lists" with 2 values',
      ));

    test('a column that is dropped and added again', () =>
      expectLoss(
        database,
        (m) =>
          m.both(
            'alter table "lists" drop column "name"',
            'alter table "lists" add column "name" varchar(100) null',
          ),
        'column "name" of table "lists" with 2 values',
      ));

    test('rows of a table that is renamed meanwhile', () =>
      expectLoss(
        database,
        (m) => m.both('alter table "todos" rename to "tasks"', 'delete from "tasks" where "id" = 1'),
        '1 row of table "todos"',
      ));

    test('several losses, all in one message', async () => {
      const { result } = await run(database, (m) =>
        m.both('alter table "todos" drop column "title"', 'delete from "todos" where "id" = 1'),
      );
      await expect(result).rejects.toThrow(
        /1 row of table "todos"; column "title" of table "todos" with 4 values/,
      );
    });
  });

  describe('lets pass', () => {
    test('what is declared', () =>
      expectKept(database, (m) => {
        m.both('delete from "todos" where "id" = 1', 'alter table "lists" drop column "name"');
        m.loses({ table: 'todos', rows: 'milk is done' });
        m.loses({ table: 'lists', column: 'name' });
      }));

    test('a dropped table that is declared', () =>
      expectKept(database, (m) => {
        m.both('drop table "todos"');
        m.loses({ table: 'todos' });
      }));

    test('a table without rows that is dropped', () =>
      expectKept(database, (m) => m.both('create table "empty" ("id" integer)', 'drop table "empty"')));

    test('a column without values that is dropped', async () => {
      const add = migration('Migration02_add', (m) =>
        m.both('alter table "todos" add column "note" text null'),
      );
      const drop = migration('Migration03_drop', (m) => m.both('alter table "todos" drop column "note"'));
      const { orm, history } = await openRunner(database, [createLists, add, drop]);
      await orm.migrator.up();
      expect(await history()).toHaveLength(3);
    });

    test('updated rows', () => expectKept(database, (m) => m.both(`update "todos" set "title" = 'x'`)));

    test('renamed tables and columns', () =>
      expectKept(database, (m) =>
        m.both(
          'alter table "todos" rename to "tasks"',
          'alter table "tasks" rename column "title" to "name"',
          'alter table "lists" rename to "todos"',
        ),
      ));

    test('two columns that swap names', () =>
      expectKept(database, (m) =>
        m.both(
          'alter table "todos" add column "other" varchar(100) null',
          'alter table "todos" rename column "title" to "swap"',
          'alter table "todos" rename column "other" to "title"',
          'alter table "todos" rename column "swap" to "other"',
        ),
      ));

    test('a rename by the code of the migration', () =>
      expectKept(database, async (m) => {
        await m.execute('alter table "todos" rename to "tasks"');
        await m.execute('alter table "tasks" rename column "title" to "name"');
      }));

    test('rows that a savepoint brings back', () =>
      expectKept(database, async (m) => {
        await m
          .getEntityManager()
          .transactional(async (em) => {
            await em.execute('delete from "todos"');
            throw new Error('back');
          })
          .catch(() => {});
      }));

    test('a table that is copied, dropped and replaced by its copy', () =>
      expectKept(database, (m) =>
        m.both(
          'create table "copy" ("id" integer primary key, "title" varchar(100) null, "list_id" integer null)',
          'insert into "copy" select "id", "title", "list_id" from "todos"',
          'drop table "todos"',
          'alter table "copy" rename to "todos"',
        ),
      ));
  });

  if (database.dialect === 'postgresql') {
    describe('from the statistics of the transaction', () => {
      test('refuses truncated rows', () =>
        expectLoss(database, (m) => m.both('truncate "todos"'), '4 rows of table "todos"'));

      test('refuses rows that are truncated after others were inserted, and before others are', () =>
        expectLoss(
          database,
          (m) =>
            m.both(
              `insert into "todos" values (7, 'x')`,
              'truncate "todos"',
              `insert into "todos" values (8, 'y')`,
            ),
          '3 rows of table "todos"',
        ));

      test('refuses rows that a function deletes', () =>
        expectLoss(
          database,
          (m) => m.both(`do $$ begin delete from "todos" where "id" = 1; end $$`),
          '1 row of table "todos"',
        ));

      test('lets a table pass whose rows are rewritten', () =>
        expectKept(database, (m) => m.both('alter table "todos" alter column "id" type bigint')));

      test('lets an empty table be truncated', async () => {
        const create = migration('Migration02_create', (m) => m.both('create table "empty" ("id" integer)'));
        const truncate = migration('Migration03_truncate', (m) => m.both('truncate "empty"'));
        const { orm, history } = await openRunner(database, [create, truncate]);
        await orm.migrator.up();
        expect(await history()).toHaveLength(2);
      });

      test('lets rows move between partitions', async () => {
        const create = migration('Migration01_create', (m) =>
          m.both(
            'create table "events" ("id" integer, "year" integer) partition by list ("year")',
            'create table "events_1" partition of "events" for values in (1)',
            'create table "events_2" partition of "events" for values in (2)',
            'insert into "events" values (1, 1), (2, 1)',
          ),
        );
        const move = migration('Migration02_move', (m) => m.both('update "events" set "year" = 2'));
        const { orm, history } = await openRunner(database, [create, move]);
        await orm.migrator.up();
        expect(await history()).toHaveLength(2);
      });

      test('names tables of other schemas with their schema', async () => {
        const create = migration('Migration01_create', (m) =>
          m.both('create schema "audit"', 'create table "audit"."log" as select 1 as "id"'),
        );
        const drop = migration('Migration02_drop', (m) => m.both('drop table "audit"."log"'));
        const { orm } = await openRunner(database, [create, drop]);
        await expect(orm.migrator.up()).rejects.toThrow('table "audit.log" with 1 row');
      });
    });
  }
});
